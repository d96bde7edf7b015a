namespace Microsoft.ML.Tests;

[TestClass]
public sealed class CopyColumnsContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.CopyColumns("Copy", "Item");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Item")];
}

[TestClass]
public sealed class CopyOverColumnContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.CopyColumns("Int", "TwoFloats");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "TwoFloats")];
}

[TestClass]
public sealed class SelectColumnsContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.SelectColumns("Items", "Bool", "Float");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Bool")];
}

[TestClass]
public sealed class DropColumnsContractTests : ContractOnAllTypes
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext) => mlContext.Transforms.DropColumns("Bool", "Matrix");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Matrix")];
}

[TestClass]
public sealed class ConcatenateContractTests : ContractOnAllTypes
{
    protected override bool FitChecksItsInput => false;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Concatenate("Joined", "Float", "TwoFloats", "Matrix");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Float"), Replaced(mlContext, input, "Float", "Int"), Replaced(mlContext, input, "TwoFloats", "String")];
}

[TestClass]
public sealed class ConcatenateVariableContractTests : ContractOnAllTypes
{
    protected override bool FitChecksItsInput => false;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.Concatenate("Joined", "Floats", "Floats");

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "Floats")];
}
