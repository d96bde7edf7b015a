namespace Microsoft.ML.Tests;

[TestClass]
public class DataLoaderTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void An_estimator_can_be_appended_to_a_loader()
    {
        var estimator = new RepeatLoader(_context).Append(_context.Transforms.CopyColumns("B", "A"));
        CollectionAssert.AreEqual(new[] { "A", "B" }, estimator.GetOutputSchema().Select(column => column.Name).ToArray());
        using var loader = estimator.Fit(2);
        CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, Read.Scalars<float>(loader.Load(3), "B"));
        Assert.HasCount(2, loader.GetOutputSchema());
    }

    [TestMethod]
    public void Two_estimators_can_be_appended_to_a_loader()
    {
        var estimator = new RepeatLoader(_context).Append(_context.Transforms.CopyColumns("B", "A"))
            .Append(_context.Transforms.DropColumns("A"));
        Assert.AreEqual("B", estimator.Fit(2).Load(1).Schema.Single().Name);
    }

    [TestMethod]
    public void A_transformer_can_be_appended_to_a_loader()
    {
        var loader = new RepeatLoader(_context);
        var copy = _context.Transforms.CopyColumns("B", "A").Fit(loader.Load(1));
        var composite = loader.Append(copy);
        CollectionAssert.AreEqual(new[] { 1f, 1f }, Read.Scalars<float>(composite.Load(2), "B"));
        Assert.AreSame(loader, composite.Loader);
        Assert.HasCount(1, composite.Transformer);
        Assert.HasCount(3, composite.AppendTransformer(_context.Transforms.CopyColumns("C", "A").Fit(loader.Load(1))).GetOutputSchema());
    }

    [TestMethod]
    public void A_loader_estimator_can_be_extended()
    {
        IDataLoaderEstimator<int, IDataLoader<int>> start = new RepeatLoaderEstimator(_context);
        var loader = start.Append(_context.Transforms.CopyColumns("B", "A")).Fit(1);
        CollectionAssert.AreEqual(new[] { 1f }, Read.Scalars<float>(loader.Load(1), "B"));
    }

    [TestMethod]
    public void Files_are_read_one_after_the_other()
    {
        using var first = new TextFile("a");
        using var second = new TextFile("b");
        var source = new MultiFileSource(first.Path, second.Path);
        Assert.AreEqual(2, source.Count);
        Assert.AreEqual(second.Path, source.GetPathOrNull(1));
        using (var reader = source.OpenTextReader(1))
            Assert.AreEqual("b", reader.ReadLine());
        using (var stream = source.Open(0))
            Assert.AreEqual('a', stream.ReadByte());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => source.Open(2));
    }

    [TestMethod]
    public void A_loader_of_files_takes_paths()
    {
        using var file = new TextFile("a", "b");
        var loader = new LineCounter(_context);
        CollectionAssert.AreEqual(new[] { 2f, 2f }, Read.Scalars<float>(loader.Load(file.Path, file.Path), "Lines"));
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_noticed_when_opened()
    {
        var source = new MultiFileSource(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        Assert.AreEqual(1, source.Count);
        Assert.ThrowsExactly<IOException>(() => source.Open(0));
        Assert.AreEqual(0, new MultiFileSource(null).Count);
    }

    // Loads the number of lines of each file.
    private sealed class LineCounter(MLContext context) : IDataLoader<IMultiStreamSource>
    {
        public IDataView Load(IMultiStreamSource input)
            => context.Data.LoadFromEnumerable(Enumerable.Range(0, input.Count).Select(i => new { Lines = (float)Count(input, i) }));

        public DataViewSchema GetOutputSchema() => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        private static int Count(IMultiStreamSource input, int file)
        {
            using var reader = input.OpenTextReader(file);
            return reader.ReadToEnd().Count(character => character == '\n');
        }
    }

    // Loads as many ones as asked for.
    private sealed class RepeatLoader(MLContext context) : IDataLoader<int>
    {
        public IDataView Load(int input) => context.Data.LoadFromEnumerable(Enumerable.Repeat(new { A = 1f }, input));

        public DataViewSchema GetOutputSchema() => Load(0).Schema;

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    private sealed class RepeatLoaderEstimator(MLContext context) : IDataLoaderEstimator<int, RepeatLoader>
    {
        public RepeatLoader Fit(int input) => new(context);

        public SchemaShape GetOutputSchema() => Shapes.Of(new RepeatLoader(context).GetOutputSchema());
    }
}
