using System.Globalization;

namespace Microsoft.ML.Tests;

// How a transformer that is not ML.NET's own takes its state along: as text in a lookup, between two custom mappings.
[TestClass]
public class StateInAModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void The_state_reaches_the_mapping_in_another_context()
    {
        var data = Data();
        var model = Model("2.5", data);
        var loaded = Reloaded.Model(model, data.Schema, out var schema);
        CollectionAssert.AreEqual(new[] { 2.5f, 5f }, Read.Scalars<float>(loaded.Transform(data), "Scaled"));
        CollectionAssert.AreEqual(new[] { 2.5f, 5f }, Read.Scalars<float>(model.Transform(data), "Scaled"));
        Schemas.AssertEqual(model.Transform(data).Schema, loaded.Transform(data).Schema, "loaded");
        CollectionAssert.AreEqual(new[] { "Value", "Scaled" }, Visible(loaded.GetOutputSchema(schema)));
    }

    [TestMethod]
    public void It_predicts_and_chains_with_others()
    {
        var data = Data();
        var loaded = Reloaded.Model(new TransformerChain<ITransformer>(Model("3", data), Model("10", data)), data.Schema, out var schema);
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(loaded, schema);
        Assert.AreEqual(70f, engine.Predict(new Input { Value = 7 }).Scaled);
    }

    // So that whoever decodes it can tell by the reference that it was decoded before.
    [TestMethod]
    public void The_state_is_the_same_object_in_each_row_and_cursor()
    {
        var data = Data();
        var chain = (TransformerChain<ITransformer>)Reloaded.Model(Model("2.5", data));
        var withState = chain.Take(2).Aggregate(data, (view, transformer) => transformer.Transform(view));
        var states = Read.Scalars<ReadOnlyMemory<char>>(withState, "State").Concat(Read.Scalars<ReadOnlyMemory<char>>(withState, "State"));
        Assert.HasCount(1, states.Distinct());
        Assert.AreEqual("2.5", states.First().ToString());
    }

    private TransformerChain<ITransformer> Model(string state, IDataView data)
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Slot = 1, State = state }]);
        var fitted = _context.Transforms.CustomMapping<Nothing, Slotted>(PutSlot.Map, PutSlot.Contract)
            .Append(_context.Transforms.Conversion.MapValue("State", lookup, lookup.Schema["Slot"], lookup.Schema["State"], "Slot"))
            .Append(_context.Transforms.CustomMapping<Stated, Output>(Scale.Map, Scale.Contract))
            .Append(_context.Transforms.DropColumns("Slot", "State"))
            .Fit(data);
        return new TransformerChain<ITransformer>([.. fitted]);
    }

    private static string[] Visible(DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden).Select(column => column.Name)];

    private IDataView Data() => _context.Data.LoadFromEnumerable(new Input[] { new() { Value = 1 }, new() { Value = 2 } });

    private sealed class Input
    {
        public float Value { get; set; }
    }

    private sealed class Nothing
    {
    }

    private sealed class Slotted
    {
        public int Slot { get; set; }
    }

    private sealed class Stated
    {
        public float Value { get; set; }

        public ReadOnlyMemory<char> State { get; set; }
    }

    private sealed class Output
    {
        public float Scaled { get; set; }
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class PutSlot : CustomMappingFactory<Nothing, Slotted>
    {
        public const string Contract = "StandIns.Tests.PutSlot";

        public static void Map(Nothing source, Slotted target) => target.Slot = 1;

        public override Action<Nothing, Slotted> GetMapping() => Map;
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class Scale : CustomMappingFactory<Stated, Output>
    {
        public const string Contract = "StandIns.Tests.Scale";

        public static void Map(Stated source, Output target)
            => target.Scaled = source.Value * float.Parse(source.State.Span, CultureInfo.InvariantCulture);

        public override Action<Stated, Output> GetMapping() => Map;
    }
}
