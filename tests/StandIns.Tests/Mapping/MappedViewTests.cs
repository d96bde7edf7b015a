namespace Microsoft.ML.Tests;

// What holds for the views and mappers of ML.NET's own row-to-row transformers.
[TestClass]
public class MappedViewTests
{
    private readonly IDataView _data;
    private readonly ITransformer _transformer;
    private readonly IDataView _mapped;

    public MappedViewTests()
    {
        var context = new MLContext(1);
        _data = context.Data.LoadFromEnumerable([new { A = "x", B = 1f }, new { A = "y", B = 2f }]);
        _transformer = context.Transforms.Conversion.MapValueToKey("Key", "A").Fit(_data);
        _mapped = _transformer.Transform(_data);
    }

    [TestMethod]
    public void Rows_keep_number_positions_and_ids()
    {
        Assert.AreEqual(2, _mapped.GetRowCount());
        Assert.IsFalse(_mapped.CanShuffle);
        CollectionAssert.AreEqual(Read.Ids(_data), Read.Ids(_mapped));
        using var cursor = _mapped.GetRowCursor(_mapped.Schema);
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(0, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
    }

    [TestMethod]
    public void The_schema_is_that_of_the_view()
    {
        using var cursor = _mapped.GetRowCursor(_mapped.Schema);
        Assert.AreSame(_mapped.Schema, cursor.Schema);
    }

    [TestMethod]
    public void Only_active_columns_of_the_right_type_have_getters()
    {
        using var cursor = _mapped.GetRowCursor([_mapped.Schema["Key"]]);
        Assert.IsTrue(cursor.IsColumnActive(_mapped.Schema["Key"]));
        Assert.IsFalse(cursor.IsColumnActive(_mapped.Schema["B"]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(_mapped.Schema["B"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<int>(_mapped.Schema["Key"]));
    }

    [TestMethod]
    public void Only_the_needed_columns_are_asked_for()
    {
        var mapper = _transformer.GetRowToRowMapper(_data.Schema);
        CollectionAssert.AreEqual(new[] { "A" }, Dependencies("Key"));
        CollectionAssert.AreEqual(new[] { "B" }, Dependencies("B"));
        CollectionAssert.AreEqual(new[] { "A", "B" }, Dependencies("B", "Key"));

        string[] Dependencies(params string[] names)
            => [.. mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name)];
    }

    [TestMethod]
    public void The_mapper_is_bound_to_a_schema()
    {
        var mapper = _transformer.GetRowToRowMapper(_data.Schema);
        Assert.AreSame(_data.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(Describe(_mapped.Schema), Describe(mapper.OutputSchema));
        using var other = _mapped.GetRowCursor(_mapped.Schema);
        Assert.ThrowsExactly<InvalidOperationException>(() => mapper.GetRow(other, []));

        static string[] Describe(DataViewSchema schema) => [.. schema.Select(column => column.ToString())];
    }

    [TestMethod]
    public void A_mapped_row_follows_its_input()
    {
        var mapper = _transformer.GetRowToRowMapper(_data.Schema);
        using var cursor = _data.GetRowCursor(_data.Schema);
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema["Key"], mapper.OutputSchema["B"]]);
        var getKey = row.GetGetter<uint>(row.Schema["Key"]);
        var getB = row.GetGetter<float>(row.Schema["B"]);
        Assert.AreSame(mapper.OutputSchema, row.Schema);
        Assert.IsTrue(row.IsColumnActive(row.Schema["Key"]));
        var (key, b) = (0u, 0f);
        for (var i = 0; cursor.MoveNext(); i++)
        {
            getKey(ref key);
            getB(ref b);
            Assert.AreEqual(i, row.Position);
            Assert.AreEqual((uint)i + 1, key);
            Assert.AreEqual(i + 1f, b);
        }
    }

    [TestMethod]
    public void A_set_of_cursors_covers_all_rows()
    {
        var keys = new List<uint>();
        foreach (var cursor in _mapped.GetRowCursorSet(_mapped.Schema, 3))
        {
            using (cursor)
            {
                var get = cursor.GetGetter<uint>(_mapped.Schema["Key"]);
                var key = 0u;
                while (cursor.MoveNext())
                {
                    get(ref key);
                    keys.Add(key);
                }
            }
        }
        CollectionAssert.AreEquivalent(new uint[] { 1, 2 }, keys);
    }
}
