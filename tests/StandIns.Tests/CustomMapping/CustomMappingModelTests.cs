using System.Reflection;
using System.Reflection.Emit;

namespace Microsoft.ML.Tests;

[TestClass]
public class CustomMappingModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void The_factory_of_the_contract_makes_the_mapping_when_loaded()
    {
        var data = Data();
        var loaded = Reloaded.Model(Mapping(AddOne.Contract).Fit(data));
        Assert.IsInstanceOfType<CustomMappingTransformer<Input, Output>>(loaded);
        CollectionAssert.AreEqual(new[] { 6f }, Read.Scalars<float>(loaded.Transform(data), "Result"));
    }

    [TestMethod]
    public void What_is_loaded_is_the_factorys_mapping_whatever_was_saved()
    {
        var data = Data();
        var model = _context.Transforms.CustomMapping<Input, Output>((source, target) => target.Result = -source.Value, AddOne.Contract).Fit(data);
        CollectionAssert.AreEqual(new[] { 6f }, Read.Scalars<float>(Reloaded.Model(model).Transform(data), "Result"));
    }

    [TestMethod]
    public void Definitions_are_not_saved()
    {
        var output = SchemaDefinition.Create(typeof(Output));
        output["Result"].ColumnName = "Renamed";
        var data = Data();
        var model = _context.Transforms.CustomMapping<Input, Output>(AddOne.Map, AddOne.Contract, null, output).Fit(data);
        Assert.IsNotNull(model.Transform(data).Schema.GetColumnOrNull("Renamed"));
        Assert.IsNull(Reloaded.Model(model).Transform(data).Schema.GetColumnOrNull("Renamed"));
    }

    [TestMethod]
    public void Without_a_contract_it_cannot_be_saved()
        => Assert.ThrowsExactly<InvalidOperationException>(() => Reloaded.Model(Mapping(null).Fit(Data())));

    [TestMethod]
    public void A_contract_without_a_factory_cannot_be_loaded() => AssertNotLoaded("StandIns.Tests.Nobody");

    [TestMethod]
    public void A_factory_must_be_one() => AssertNotLoaded(NoFactory.Contract);

    [TestMethod]
    public void An_assembly_can_be_registered_again_but_not_another_one_with_the_same_contract()
    {
        var catalog = _context.ComponentCatalog;
        catalog.RegisterAssembly(typeof(AddOne).Assembly);
        catalog.RegisterAssembly(typeof(AddOne).Assembly);
        Assert.ThrowsExactly<InvalidOperationException>(() => catalog.RegisterAssembly(WithContract("Twin", AddOne.Contract)));
        catalog.RegisterAssembly(WithContract("SilentTwin", AddOne.Contract), throwOnError: false);
        new MLContext().ComponentCatalog.RegisterAssembly(WithContract("OnlyChild", AddOne.Contract));
    }

    private static void AssertNotLoaded(string contract)
    {
        using var stream = new MemoryStream();
        var context = new MLContext(1);
        context.Model.Save(new CustomMappingModelTests().Mapping(contract).Fit(Data()), null, stream);
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => context.Model.Load(stream, out _));
        var cause = Assert.IsInstanceOfType<InvalidOperationException>(exception.GetBaseException());
        Assert.Contains(contract, cause.Message);
    }

    private static AssemblyBuilder WithContract(string name, string contract)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule(name).DefineType("Factory", TypeAttributes.Public);
        var attribute = typeof(CustomMappingFactoryAttributeAttribute).GetConstructor([typeof(string)])!;
        type.SetCustomAttribute(new CustomAttributeBuilder(attribute, [contract]));
        type.CreateType();
        return assembly;
    }

    private static IDataView Data() => new MLContext(1).Data.LoadFromEnumerable([new Input { Value = 5 }]);

    private CustomMappingEstimator<Input, Output> Mapping(string? contract)
        => _context.Transforms.CustomMapping<Input, Output>(AddOne.Map, contract);

    internal sealed class Input
    {
        public float Value { get; set; }
    }

    internal sealed class Output
    {
        public float Result { get; set; }
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class AddOne : CustomMappingFactory<Input, Output>
    {
        public const string Contract = "StandIns.Tests.AddOne";

        public static void Map(Input source, Output target) => target.Result = source.Value + 1;

        public override Action<Input, Output> GetMapping() => Map;
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class NoFactory
    {
        public const string Contract = "StandIns.Tests.NoFactory";
    }
}
