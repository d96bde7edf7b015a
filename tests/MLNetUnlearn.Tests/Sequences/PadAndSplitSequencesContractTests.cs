using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public class PadAndSplitSequencesContractTests : StepContractTests
{
    protected override bool IsRowMapper => false;

    protected override bool RejectsInOneVoice => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.Transforms.PadAndSplitSequences(maximumLength: 2);

    protected override IDataView CreateInput(MLContext mlContext) => Samples.TimedSequences(mlContext, "u1: a b c d e f; u2: g; u3: h i");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
    [
        Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId"),
        Replaced(mlContext, input, "Target", "Sequence"),
    ];
}

[TestClass]
public sealed class PadAndSplitSequencesWithTargetContractTests : PadAndSplitSequencesContractTests
{
    protected override IDataView CreateInput(MLContext mlContext) => Samples.RawSequences(
        mlContext, new RawSequence { Sequence = [1, 2, 3, 4, 5, 6, 7, 8, 9] }, new RawSequence { Sequence = [1, 2], Target = 3 });
}
