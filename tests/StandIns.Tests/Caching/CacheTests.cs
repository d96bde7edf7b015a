namespace Microsoft.ML.Tests;

[TestClass]
public class CacheTests
{
    private readonly MLContext _context = new(1);
    private int _enumerations;

    [TestMethod]
    public void A_column_is_read_when_it_is_first_needed_and_never_again()
    {
        var cache = _context.Data.Cache(Load());
        Assert.AreEqual(0, _enumerations);
        for (var i = 0; i < 3; i++)
            CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, Read.Scalars<float>(cache, "Value"));
        Assert.AreEqual(1, _enumerations);
        for (var i = 0; i < 3; i++)
            CollectionAssert.AreEqual(new[] { "a", "b", "" }, Read.Texts(cache, "Name"));
        Assert.AreEqual(2, _enumerations);
    }

    [TestMethod]
    public void Columns_to_prefetch_are_read_together()
    {
        var cache = _context.Data.Cache(Load(), "Name", "Value");
        CollectionAssert.AreEqual(new[] { "a", "b", "" }, Read.Texts(cache, "Name"));
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, Read.Scalars<float>(cache, "Value"));
        Assert.AreEqual(1, _enumerations);
    }

    [TestMethod]
    public void Vectors_are_as_they_were_and_readers_get_copies()
    {
        var cache = _context.Data.Cache(Load());
        for (var i = 0; i < 2; i++)
        {
            var vectors = Read.Vectors<int>(cache, "Vector");
            CollectionAssert.AreEqual(new[] { 4, 5 }, vectors[0].DenseValues().ToArray());
            Assert.IsFalse(vectors[1].IsDense);
            CollectionAssert.AreEqual(new[] { 0, 0, 6 }, vectors[1].DenseValues().ToArray());
            Assert.AreEqual(0, vectors[2].Length);
            VBufferEditor.CreateFromBuffer(ref vectors[0]).Values.Clear();
        }
    }

    [TestMethod]
    public void The_schema_is_the_inputs_and_rows_are_counted_once_read()
    {
        var input = Load();
        var cache = _context.Data.Cache(input);
        Assert.AreSame(input.Schema, cache.Schema);
        Assert.IsNull(cache.GetRowCount());
        CollectionAssert.AreEqual(new[] { new DataViewRowId(0, 0), new DataViewRowId(1, 0), new DataViewRowId(2, 0) }, Read.Ids(cache));
        Assert.AreEqual(3, cache.GetRowCount());
    }

    [TestMethod]
    public void Rows_can_be_shuffled_and_keep_their_ids()
    {
        var cache = _context.Data.Cache(Load());
        Assert.IsTrue(cache.CanShuffle);
        float[] expected = [1, 2, 3];
        var random = new Random(5);
        for (var i = 0; i < 3; i++) // Fisher and Yates, from the front
        {
            var other = i + random.Next(3 - i);
            (expected[i], expected[other]) = (expected[other], expected[i]);
        }
        CollectionAssert.AreNotEqual(new[] { 1f, 2f, 3f }, expected);
        using var cursor = cache.GetRowCursor([cache.Schema["Value"]], new Random(5));
        var (get, getId) = (cursor.GetGetter<float>(cache.Schema["Value"]), cursor.GetIdGetter());
        foreach (var value in expected)
        {
            Assert.IsTrue(cursor.MoveNext());
            var (actual, id) = (0f, default(DataViewRowId));
            get(ref actual);
            getId(ref id);
            Assert.AreEqual(value, actual);
            Assert.AreEqual((ulong)value - 1, id.Low);
        }
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void What_is_not_there_is_an_error()
    {
        Assert.Throws<ArgumentNullException>(() => _context.Data.Cache(null!));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.Cache(Load(), "Nothing"));
        Assert.AreEqual("columnsToPrefetch", error.ParamName);
        var cache = _context.Data.Cache(Load());
        using var cursor = cache.GetRowCursor([cache.Schema["Name"]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(cache.Schema["Value"]));
        var get = cursor.GetGetter<ReadOnlyMemory<char>>(cache.Schema["Name"]);
        ReadOnlyMemory<char> name = default;
        Assert.Throws<InvalidOperationException>(() => get(ref name));
    }

    private IDataView Load() => _context.Data.LoadFromEnumerable(Rows());

    private IEnumerable<Row> Rows()
    {
        _enumerations++;
        yield return new Row { Value = 1, Name = "a", Vector = new VBuffer<int>(2, [4, 5]) };
        yield return new Row { Value = 2, Name = "b", Vector = new VBuffer<int>(3, 1, [6], [2]) };
        yield return new Row { Value = 3 };
    }

    private sealed class Row
    {
        public float Value { get; set; }

        public string? Name { get; set; }

        public VBuffer<int> Vector { get; set; }
    }
}
