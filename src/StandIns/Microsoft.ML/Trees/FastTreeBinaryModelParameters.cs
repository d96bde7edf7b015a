using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees that tell two classes apart.</summary>
public sealed class FastTreeBinaryModelParameters
{
    private readonly DecisionTree[] _trees;

    internal FastTreeBinaryModelParameters(int featureCount, IEnumerable<DecisionTree> trees)
    {
        FeatureCount = featureCount;
        _trees = [.. trees];
    }

    internal FastTreeBinaryModelParameters(BinaryReader reader)
    {
        FeatureCount = reader.ReadInt32();
        _trees = new DecisionTree[reader.ReadInt32()];
        for (var i = 0; i < _trees.Length; i++)
            _trees[i] = new DecisionTree(reader);
    }

    internal int FeatureCount { get; }

    internal float Score(ReadOnlySpan<float> features)
    {
        var sum = 0.0;
        foreach (var tree in _trees)
            sum += tree.Output(features);
        return (float)sum;
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(FeatureCount);
        writer.Write(_trees.Length);
        foreach (var tree in _trees)
            tree.Save(writer);
    }
}

// The trees with their calibrator.
internal sealed class CalibratedTrees(FastTreeBinaryModelParameters trees, PlattCalibrator calibrator)
    : CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>(trees, calibrator), IBinaryModel
{
    public string Signature => ModelSignatures.FastTreeBinary;

    public int FeatureCount => SubModel.FeatureCount;

    public static BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Load(
        ModelLoadContext ctx)
    {
        var featureColumnName = ctx.Reader.ReadString();
        var trees = new FastTreeBinaryModelParameters(ctx.Reader);
        var calibrator = new PlattCalibrator(ctx.Reader.ReadDouble(), ctx.Reader.ReadDouble());
        return new(new CalibratedTrees(trees, calibrator), featureColumnName);
    }

    public float Score(in VBuffer<float> features)
    {
        if (features.Length != FeatureCount)
            throw new InvalidOperationException($"A row has {features.Length} features instead of {FeatureCount}.");
        if (features.IsDense)
            return SubModel.Score(features.GetValues());
        Span<float> dense = FeatureCount <= 256 ? stackalloc float[FeatureCount] : new float[FeatureCount];
        features.CopyTo(dense);
        return SubModel.Score(dense);
    }

    public float PredictProbability(float score) => Calibrator.PredictProbability(score);

    public void Save(BinaryWriter writer)
    {
        SubModel.Save(writer);
        writer.Write(Calibrator.Slope);
        writer.Write(Calibrator.Offset);
    }
}
