using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public class SplitLeaveOneOutContractTests : StepContractTests
{
    protected override bool IsRowMapper => true;

    protected override bool RejectsInOneVoice => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.SplitLeaveOneOut();

    protected override IDataView CreateInput(MLContext mlContext) => Samples.TimedSequences(mlContext, "u1: a b c d; u2: e; u3: f g h");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId")];
}

[TestClass]
public sealed class SplitLeaveOneOutOfRawKeysContractTests : SplitLeaveOneOutContractTests
{
    protected override IDataView CreateInput(MLContext mlContext) =>
        Samples.RawSequences(mlContext, new RawSequence { Sequence = [1, 2, 3] }, new RawSequence { Sequence = [4] });
}
