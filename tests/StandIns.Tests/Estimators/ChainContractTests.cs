namespace Microsoft.ML.Tests;

[TestClass]
public sealed class ChainContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.CopyColumns("Copy", "String")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Copy"))
            .Append(mlContext.Transforms.DropColumns("Matrix"));

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "String"), Without(mlContext, input, "Matrix")];

    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input)
        => [Replaced(mlContext, input, "String", "Long")];
}
