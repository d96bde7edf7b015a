using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public class GroupIntoSequencesContractTests : StepContractTests
{
    protected override bool IsRowMapper => false;

    protected override bool RejectsInOneVoice => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.GroupIntoSequences();

    protected override IDataView CreateInput(MLContext mlContext) =>
        Samples.Log(mlContext, "u2 a 5; u1 b 7; u2 c 3; u1 d 7; u2 e 5; u1 f 1");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
    [
        Without(mlContext, input, "UserId"), Without(mlContext, input, "Item"), Replaced(mlContext, input, "Item", "ItemId"),
    ];
}

[TestClass]
public sealed class GroupIntoTimedSequencesContractTests : GroupIntoSequencesContractTests
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
    [
        .. base.CreateInvalidInputs(mlContext, input), Without(mlContext, input, "Timestamp"), Replaced(mlContext, input, "Timestamp", "ItemId"),
    ];
}
