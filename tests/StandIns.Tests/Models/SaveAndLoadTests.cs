namespace Microsoft.ML.Tests;

[TestClass]
public class SaveAndLoadTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void One_transformer_comes_back_as_it_is()
    {
        var data = Data();
        var loaded = Reloaded.Model(_context.Transforms.CopyColumns("B", "A").Fit(data));
        Assert.IsInstanceOfType<ColumnCopyingTransformer>(loaded);
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.Scalars<float>(loaded.Transform(data), "B"));
    }

    [TestMethod]
    public void A_chain_comes_back_as_a_chain_of_its_members()
    {
        var data = Data();
        var chain = _context.Transforms.CopyColumns("B", "A").Append(_context.Transforms.DropColumns("A")).Fit(data);
        var loaded = Assert.IsInstanceOfType<TransformerChain<ITransformer>>(Reloaded.Model(chain));
        CollectionAssert.AreEqual(new[] { typeof(ColumnCopyingTransformer), typeof(ColumnSelectingTransformer) },
            loaded.Select(member => member.GetType()).ToArray());
        Assert.AreSame(loaded.Last(), loaded.LastTransformer);
        Assert.AreEqual("B", loaded.Transform(data).Schema.Single().Name);
    }

    [TestMethod]
    public void A_chain_keeps_the_scopes_of_its_members()
    {
        var data = Data();
        var copy = _context.Transforms.CopyColumns("B", "A").Fit(data);
        var drop = _context.Transforms.DropColumns("A").Fit(data);
        var chain = new TransformerChain<ITransformer>([copy, drop], [TransformerScope.Everything, TransformerScope.Training]);
        var loaded = Assert.IsInstanceOfType<TransformerChain<ITransformer>>(Reloaded.Model(chain));
        CollectionAssert.AreEqual(new[] { "A", "B" }, Names(loaded, TransformerScope.Scoring));
        CollectionAssert.AreEqual(new[] { "B" }, Names(loaded, TransformerScope.Training));

        string[] Names(TransformerChain<ITransformer> model, TransformerScope scope)
            => [.. model.GetOutputSchema(data.Schema, scope).Select(column => column.Name)];
    }

    [TestMethod]
    public void Chains_within_chains_stay_there()
    {
        var data = Data();
        var inner = new TransformerChain<ITransformer>(_context.Transforms.CopyColumns("B", "A").Fit(data));
        var outer = new TransformerChain<ITransformer>(inner, new TransformerChain<ITransformer>());
        var loaded = Assert.IsInstanceOfType<TransformerChain<ITransformer>>(Reloaded.Model(outer));
        CollectionAssert.AreEqual(new[] { 1, 0 }, loaded.Select(member => ((TransformerChain<ITransformer>)member).Count()).ToArray());
    }

    [TestMethod]
    public void Files_are_as_good_as_streams()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, new string('x', 100_000));
            var data = Data();
            _context.Model.Save(_context.Transforms.CopyColumns("B", "A").Fit(data), data.Schema, path);
            var loaded = _context.Model.Load(path, out var schema);
            CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.Scalars<float>(loaded.Transform(data), "B"));
            Assert.AreEqual("A", schema.Single().Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void The_stream_stays_open_and_need_not_be_rewound()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(_context.Transforms.CopyColumns("B", "A").Fit(Data()), null, stream);
        _context.Model.Load(stream, out _);
        Assert.IsTrue(stream.CanWrite);
    }

    [TestMethod]
    public void Without_a_schema_there_is_none_after_loading()
    {
        Reloaded.Model(_context.Transforms.CopyColumns("B", "A").Fit(Data()), null, out var schema);
        Assert.IsNull(schema);
    }

    [TestMethod]
    public void Keys_and_their_values_survive()
    {
        var data = _context.Data.LoadFromEnumerable([new { Text = new[] { "b", "a" } }, new { Text = new[] { "c" } }]);
        var chain = _context.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(data);
        var mapped = Reloaded.Model(chain).Transform(data);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3)), mapped.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, Read.KeyTexts(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Read.Arrays<uint>(mapped, "Key")[0]);
        Assert.AreEqual("c", Read.Arrays<ReadOnlyMemory<char>>(mapped, "Back")[1].Single().ToString());
    }

    [TestMethod]
    public void A_loaded_model_can_be_saved_again_and_makes_predictions()
    {
        var data = Data();
        var loaded = Reloaded.Model(Reloaded.Model(_context.Transforms.CopyColumns("B", "A").Fit(data)), data.Schema, out var schema);
        using var engine = _context.Model.CreatePredictionEngine<Input, Output>(loaded, schema);
        Assert.AreEqual(7f, engine.Predict(new Input { A = 7 }).B);
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(new Input[] { new() { A = 1 }, new() { A = 2 } });

    private sealed class Input
    {
        public float A { get; set; }
    }

    private sealed class Output
    {
        public float B { get; set; }
    }
}
