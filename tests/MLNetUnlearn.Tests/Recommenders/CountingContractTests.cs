using Microsoft.ML;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The baselines keep the contract of every step, restored after loading.</summary>
public abstract class CountingContractTests : StepContractTests
{
    private const string Users = "u1: a b c d e f g; u2: c d e f; u3: b d f a c";

    protected override bool IsRowMapper => true;

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

[TestClass]
public sealed class PopularityContractTests : CountingContractTests
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.SequentialRecommendation().Trainers.Popularity(topK: 3);
}

[TestClass]
public sealed class ItemKnnContractTests : CountingContractTests
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.SequentialRecommendation().Trainers.ItemKnn(topK: 3);
}
