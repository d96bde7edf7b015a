using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Forgetting;

[TestClass]
public class PartitionForgetRemainContractTests : StepContractTests
{
    protected override bool IsRowMapper => false;

    protected override bool RejectsInOneVoice => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("u1", "b")]);

    protected override IDataView CreateInput(MLContext mlContext) => Samples.Sequences(mlContext, "u1: a b c; u2: b");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
    [
        Without(mlContext, input, "UserId"), Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "UserId", "Sequence"),
        Replaced(mlContext, input, "Sequence", "UserId"), Replaced(mlContext, input, "ValidationItem", "UserId"),
        Replaced(mlContext, input, "TestItem", "Sequence"),
    ];
}

[TestClass]
public sealed class PartitionTimedSplitContractTests : PartitionForgetRemainContractTests
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.PartitionForgetRemain(
        [new ForgetRequest("u1", "b"), new ForgetRequest("u2", "b", 2), new ForgetRequest("u3", "e"), new ForgetRequest("u4", "d")]);

    protected override IDataView CreateInput(MLContext mlContext)
    {
        var sequences = Samples.TimedSequences(mlContext, "u1: a b c d e; u2: a b c b d; u3: e a; u4: d");
        return mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);
    }

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
    [
        .. base.CreateInvalidInputs(mlContext, input), Without(mlContext, input, "Timestamp"),
        Replaced(mlContext, input, "Timestamp", "TestItem"),
    ];
}
