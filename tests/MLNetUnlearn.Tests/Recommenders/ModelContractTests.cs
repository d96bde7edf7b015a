using Microsoft.ML;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The same without Restore: a recommender keeps the contract as ML.NET alone has loaded it.</summary>
public abstract class ModelContractTests(string model) : EstimatorContractTests
{
    protected override bool IsRowMapper => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) =>
        mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.TinyOf(model));

    // Selected, since ML.NET's own steps in the loaded chain drop hidden columns.
    protected override IDataView CreateInput(MLContext mlContext)
    {
        var windows = Views.Window(mlContext, Views.Split(mlContext, SavedModels.Users));
        return mlContext.Transforms.SelectColumns("UserId", "Sequence", "Target", "ValidationItem").Fit(windows).Transform(windows);
    }

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input) =>
        [Without(mlContext, input, "Sequence"), Replaced(mlContext, input, "Sequence", "UserId")];
}

[TestClass]
public sealed class SasRecContractTests() : ModelContractTests("SasRec");

[TestClass]
public sealed class Gru4RecContractTests() : ModelContractTests("Gru4Rec");

[TestClass]
public sealed class Bert4RecContractTests() : ModelContractTests("Bert4Rec");

[TestClass]
public sealed class SisaContractTests() : ModelContractTests("Sisa");
