namespace Microsoft.ML.Tests;

[TestClass]
public class MapValueToKeyContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapValueToKey("New", "String");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "String")];

    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input)
        => [Replaced(mlContext, input, "String", "Int")];
}

[TestClass]
public sealed class MapVectorToKeyContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapValueToKey(
            "New", "TwoFloats", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue, addKeyValueAnnotationsAsText: true);

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "TwoFloats")];

    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input)
        => [Replaced(mlContext, input, "TwoFloats", "Double")];
}

[TestClass]
public sealed class MapKeyToKeyContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapValueToKey("New", "Items");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Items")];

    // The same keys, but another number of them.
    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input)
        => [Replaced(mlContext, input, "Items", "Keys")];
}

[TestClass]
public sealed class MapValueToGivenKeyContractTests : MapValueToKeyContractTests
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapValueToKey("String", keyData: mlContext.Data.LoadFromEnumerable([new { Value = "b" }]));

    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input) => [];
}

[TestClass]
public sealed class MapKeyToValueContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapKeyToValue("Value", "Item");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Item"), Replaced(mlContext, input, "Item", "String"), Replaced(mlContext, input, "Item", "Key")];
}

[TestClass]
public sealed class MapKeysToValuesContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Conversion.MapKeyToValue("Items");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Items"), Replaced(mlContext, input, "Items", "Keys")];
}

[TestClass]
public class MapValueContractTests : ContractOnAllTypes
{
    protected virtual string ValueColumn => "Item";

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
    {
        var lookup = CreateInput(mlContext);
        return mlContext.Transforms.Conversion.MapValue("Found", lookup, lookup.Schema["Int"], lookup.Schema[ValueColumn], "Int");
    }

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Int")];
}

[TestClass]
public sealed class MapValueToVectorContractTests : MapValueContractTests
{
    protected override string ValueColumn => "TwoFloats";
}

[TestClass]
public sealed class MapValueToTextContractTests : MapValueContractTests
{
    protected override string ValueColumn => "String";
}
