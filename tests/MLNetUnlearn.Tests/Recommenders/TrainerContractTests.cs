using Microsoft.ML;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class TrainerContractTests : StepContractTests
{
    private const string Users = "u1: a b c d e f g; u2: c d e f";

    protected override bool IsRowMapper => true;

    // Scores of single floating-point products, so that rows alone and rows in batches agree to the last bit.
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.SequentialRecommendation().Trainers.Custom(new TableOptions { Epochs = 1, TopK = 3, Seed = 1 });

    protected override IDataView CreateInput(MLContext mlContext) => Views.Window(mlContext, Views.Split(mlContext, Users));

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId")];

    // Other items, and the same number of them in another order.
    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input) =>
        [Views.Windows(mlContext, "u1: a b c"), Views.Windows(mlContext, "u1: g f e d c b a")];

    // Whole sequences, without targets.
    protected override IEnumerable<IDataView> CreateInputsForTransformOnly(MLContext mlContext, IDataView input) =>
        [Views.Split(mlContext, Users)];
}
