using Microsoft.ML;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The same without Restore: a recommender keeps the contract as ML.NET alone has loaded it.</summary>
[TestClass]
public sealed class SasRecContractTests : EstimatorContractTests
{
    protected override bool IsRowMapper => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.SequentialRecommendation().Trainers.SasRec(SavedModels.Tiny);

    // Selected, since ML.NET's own steps in the loaded chain drop hidden columns.
    protected override IDataView CreateInput(MLContext mlContext)
    {
        var windows = Views.Window(mlContext, Views.Split(mlContext, SavedModels.Users));
        return mlContext.Transforms.SelectColumns("UserId", "Sequence", "Target", "ValidationItem").Fit(windows).Transform(windows);
    }

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId")];
}
