using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// Trains boosted trees that tell two classes apart. Reads a label (Boolean), features (vectors of Single of a fixed size) and perhaps a
/// weight (Single). Rows with a feature that is not finite, or a weight that is not positive and finite, are skipped.
/// </summary>
public sealed partial class FastTreeBinaryTrainer : TrainerEstimatorBase<
    BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>,
    CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
{
    private readonly Options _options;

    internal FastTreeBinaryTrainer(IHostEnvironment environment, Options options)
        : base(Expected(options.FeatureColumnName, VectorKind.Vector, NumberDataViewType.Single),
            Expected(options.LabelColumnName, VectorKind.Scalar, BooleanDataViewType.Instance),
            options.ExampleWeightColumnName is { } weight ? Expected(weight, VectorKind.Scalar, NumberDataViewType.Single) : null)
    {
        environment.RegisterComponent("FastTreeTraining");
        _options = options;
    }

    // The loss is scaled by twice the learning rate, so that this is how scores become probabilities, without another fit.
    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
        Train(IDataView input)
    {
        var rows = TrainingRows.Read(input, Label.Name, Feature.Name, Weight?.Name);
        _options.Check();
        var steepness = 2 * _options.LearningRate;
        var trees = new FastTreeBinaryModelParameters(rows.Features.Length, new TreeBoosting(rows, _options, steepness).Boost());
        return new(new CalibratedTrees(trees, new PlattCalibrator(-steepness, 0)), Feature.Name);
    }

    private protected override IEnumerable<SchemaShape.Column> OutputColumns() => ScoreColumns.Shapes();
}
