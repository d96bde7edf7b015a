namespace Microsoft.ML.Tests;

// What a transformer that is not ML.NET's own can do when it is saved: let one of ML.NET's own stand for it.
[TestClass]
public class ThirdPartyModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void What_is_loaded_is_what_the_transformer_delegates_to()
    {
        var loaded = Reloaded.Model(new Delegating(new TransformerChain<ITransformer>(Copy())));
        var chain = Assert.IsInstanceOfType<TransformerChain<ITransformer>>(loaded);
        Assert.IsInstanceOfType<ColumnCopyingTransformer>(chain.Single());
    }

    [TestMethod]
    public void It_can_be_a_member_of_a_chain()
    {
        var chain = new TransformerChain<ITransformer>(new Delegating(Copy()), new Delegating(new TransformerChain<ITransformer>(Copy())));
        var loaded = Assert.IsInstanceOfType<TransformerChain<ITransformer>>(Reloaded.Model(chain));
        CollectionAssert.AreEqual(new[] { typeof(ColumnCopyingTransformer), typeof(TransformerChain<ITransformer>) },
            loaded.Select(member => member.GetType()).ToArray());
    }

    [TestMethod]
    public void To_save_nothing_is_an_error()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => Reloaded.Model(new Delegating()));
        Assert.ThrowsExactly<InvalidOperationException>(() => Reloaded.Model(new TransformerChain<ITransformer>(new Delegating())));
    }

    [TestMethod]
    public void Its_own_errors_reach_the_caller()
        => Assert.ThrowsExactly<NotSupportedException>(() => Reloaded.Model(new DoublingTransformer()));

    private ColumnCopyingTransformer Copy()
        => _context.Transforms.CopyColumns("B", "A").Fit(_context.Data.LoadFromEnumerable([new { A = 1f }]));

    private sealed class Delegating(params ITransformer[] substitutes) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        void ICanSaveModel.Save(ModelSaveContext ctx)
        {
            foreach (var substitute in substitutes)
                substitute.Save(ctx);
        }
    }
}
