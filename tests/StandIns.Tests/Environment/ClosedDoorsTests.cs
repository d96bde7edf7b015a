using System.Reflection;

namespace Microsoft.ML.Tests;

// What ML.NET keeps to itself, and what the library therefore cannot build on.
[TestClass]
public class ClosedDoorsTests
{
    [TestMethod]
    [DataRow(typeof(SchemaShape.Column))]
    [DataRow(typeof(ModelSaveContext))]
    [DataRow(typeof(ComponentCatalog))]
    [DataRow(typeof(ChannelMessage))]
    [DataRow(typeof(TransformsCatalog))]
    [DataRow(typeof(DataOperationsCatalog))]
    [DataRow(typeof(ModelOperationsCatalog))]
    [DataRow(typeof(PredictionEngine<,>))]
    [DataRow(typeof(RowToRowTransformerBase))]
    [DataRow(typeof(TrivialEstimator<>))]
    [DataRow(typeof(ValueToKeyMappingEstimator))]
    [DataRow(typeof(ValueMappingEstimator))]
    [DataRow(typeof(ColumnConcatenatingEstimator))]
    [DataRow(typeof(CustomMappingEstimator<,>))]
    [DataRow(typeof(CustomMappingTransformer<,>))]
    [DataRow(typeof(ExtensionBaseAttribute))]
    public void Types_that_cannot_be_made(Type type)
        => Assert.IsEmpty(type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(constructor => constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly));

    [TestMethod]
    [DataRow(typeof(SchemaShape), "Create")]
    [DataRow(typeof(SchemaShape), "TryFindColumn")]
    [DataRow(typeof(SchemaShape.Column), "IsCompatibleWith")]
    [DataRow(typeof(MLContext), "CancelExecution")]
    [DataRow(typeof(MLContext), "Seed")]
    [DataRow(typeof(MLContext), "Register")]
    [DataRow(typeof(TransformsCatalog), "Environment")]
    [DataRow(typeof(ModelSaveContext), "Writer")]
    [DataRow(typeof(ModelSaveContext), "SaveModel")]
    [DataRow(typeof(ComponentCatalog), "GetExtensionValue")]
    [DataRow(typeof(TransformerChain<ITransformer>), "IsRowToRowMapper")]
    [DataRow(typeof(ValueToKeyMappingTransformer), "GetRowToRowMapper")]
    public void Members_that_are_not_public(Type type, string name)
        => Assert.IsEmpty(type.GetMember(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static));
}
