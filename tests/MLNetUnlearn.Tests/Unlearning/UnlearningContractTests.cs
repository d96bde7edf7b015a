using Microsoft.ML;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

[TestClass]
public sealed class UnlearningContractTests : StepContractTests
{
    private const string Users = "u1: a b c d e f; u2: b d e f a";

    protected override bool IsRowMapper => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
    {
        var model = TableModel.Of(mlContext, CreateInput(mlContext), (i, v) => i + v);
        return mlContext.Unlearning().Sruga(model, new SrugaOptions { MaximumEpochs = 1, Seed = 1, Stop = new NoStop() });
    }

    protected override IDataView CreateInput(MLContext mlContext) =>
        Views.Window(mlContext, Views.Partitioned(mlContext, Views.Split(mlContext, Users), "u1 c; u2 e"));

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId")];

    // What says which rows are to be forgotten, and whole sequences, are needed for unlearning alone.
    protected override IEnumerable<IDataView> CreateInputsForTransformOnly(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "IsForget"), Views.Split(mlContext, Users)];
}
