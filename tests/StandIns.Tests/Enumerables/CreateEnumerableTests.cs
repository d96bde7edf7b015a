namespace Microsoft.ML.Tests;

[TestClass]
public class CreateEnumerableTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void All_types_make_the_round_trip()
    {
        var row = new AllTypes
        {
            Byte = 1, SByte = -2, Short = -3, UShort = 4, Int = -5, UInt = 6, Long = -7, ULong = 8,
            Float = 9.5f, Double = 10.5, Bool = true,
            String = "text", Memory = "memory".AsMemory(), DateTime = DateTime.UnixEpoch, DateTimeOffset = DateTimeOffset.UnixEpoch,
            TimeSpan = TimeSpan.FromHours(1), RowId = new DataViewRowId(1, 2),
            Floats = [1, 2, 3], Strings = ["a", "b"], VBuffer = new VBuffer<int>(2, [1, 2]),
        };
        var copy = Enumerate<AllTypes>(_context.Data.LoadFromEnumerable([row])).Single();
        Assert.AreEqual(1, copy.Byte);
        Assert.AreEqual(-2, copy.SByte);
        Assert.AreEqual(-3, copy.Short);
        Assert.AreEqual(4, copy.UShort);
        Assert.AreEqual(-5, copy.Int);
        Assert.AreEqual(6u, copy.UInt);
        Assert.AreEqual(-7L, copy.Long);
        Assert.AreEqual(8UL, copy.ULong);
        Assert.AreEqual(9.5f, copy.Float);
        Assert.AreEqual(10.5, copy.Double);
        Assert.IsTrue(copy.Bool);
        Assert.AreEqual("text", copy.String);
        Assert.AreEqual("memory", copy.Memory.ToString());
        Assert.AreEqual(DateTime.UnixEpoch, copy.DateTime);
        Assert.AreEqual(DateTimeOffset.UnixEpoch, copy.DateTimeOffset);
        Assert.AreEqual(TimeSpan.FromHours(1), copy.TimeSpan);
        Assert.AreEqual(new DataViewRowId(1, 2), copy.RowId);
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, copy.Floats);
        CollectionAssert.AreEqual(new[] { "a", "b" }, copy.Strings);
        Assert.AreEqual(2, copy.VBuffer.GetItemOrDefault(1));
    }

    [TestMethod]
    public void Keys_come_out_raw()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Key = 0, Keys = [3] }, new AllTypes { Key = 12 }]);
        var rows = Enumerate<AllTypes>(data).ToArray();
        CollectionAssert.AreEqual(new uint[] { 1, 0 }, rows.Select(row => row.Key).ToArray());
        CollectionAssert.AreEqual(new uint[] { 3 }, rows[0].Keys);
    }

    [TestMethod]
    public void Rows_share_no_arrays()
    {
        var data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new AllTypes
        {
            Floats = [i], Strings = [$"{i}"], VBuffer = new VBuffer<int>(1, [i]),
        }));
        var rows = Enumerate<AllTypes>(data).ToArray();
        CollectionAssert.AreEqual(new[] { 0f, 1f, 2f }, rows.Select(row => row.Floats![0]).ToArray());
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, rows.Select(row => row.Strings![0]).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, rows.Select(row => row.VBuffer.GetItemOrDefault(0)).ToArray());
    }

    [TestMethod]
    public void One_object_can_be_used_again_and_again()
    {
        var data = _context.Data.LoadFromEnumerable([new { Value = 1f }, new { Value = 2f }]);
        var rows = _context.Data.CreateEnumerable<Row>(data, reuseRowObject: true);
        Assert.HasCount(1, rows.Distinct());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, rows.Select(row => row.Value).ToArray());
    }

    [TestMethod]
    public void Arrays_of_the_right_length_are_used_again()
    {
        float[][] values = [[1, 2], [3, 4], [5]];
        var data = _context.Data.LoadFromEnumerable(values.Select(value => new { Values = value }));
        var arrays = _context.Data.CreateEnumerable<Vector>(data, reuseRowObject: true).Select(row => row.Values).ToArray();
        Assert.AreSame(arrays[0], arrays[1]);
        Assert.AreNotSame(arrays[1], arrays[2]);
        CollectionAssert.AreEqual(new[] { 5f }, arrays[2]);
    }

    [TestMethod]
    public void Sparse_vectors_become_dense_arrays()
    {
        var data = _context.Data.LoadFromEnumerable([new { Values = new VBuffer<float>(3, 1, [7], [1]) }]);
        CollectionAssert.AreEqual(new[] { 0f, 7f, 0f }, Enumerate<Vector>(data).Single().Values);
    }

    [TestMethod]
    public void Fields_are_written_too()
        => Assert.AreEqual(3f, Enumerate<WithField>(_context.Data.LoadFromEnumerable([new { Value = 3f }])).Single().Value);

    [TestMethod]
    public void Init_only_properties_are_written_too()
        => Assert.AreEqual(3f, Enumerate<WithInit>(_context.Data.LoadFromEnumerable([new { Value = 3f }])).Single().Value);

    [TestMethod]
    public void Each_enumeration_reads_anew()
    {
        var rows = new List<Row> { new() { Value = 1 } };
        var enumerable = Enumerate<Row>(_context.Data.LoadFromEnumerable(rows));
        Assert.HasCount(1, enumerable);
        rows.Add(new Row { Value = 2 });
        Assert.HasCount(2, enumerable);
    }

    [TestMethod]
    public void A_missing_column_is_an_error_unless_ignored()
    {
        var data = _context.Data.LoadFromEnumerable([new { Other = 1f }]);
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Enumerate<Row>(data));
        Assert.Contains("Value", error.Message);
        Assert.AreEqual(0f, _context.Data.CreateEnumerable<Row>(data, false, ignoreMissingColumns: true).Single().Value);
    }

    [TestMethod]
    public void A_column_of_another_type_is_an_error_at_once()
    {
        Throws(_context.Data.LoadFromEnumerable([new { Value = 1.0 }]));
        Throws(_context.Data.LoadFromEnumerable([new { Value = new[] { 1f } }]));

        void Throws(IDataView data)
            => Assert.Contains("Value", Assert.ThrowsExactly<InvalidOperationException>(() => Enumerate<Row>(data)).Message);
    }

    [TestMethod]
    public void Only_the_visible_column_of_a_name_is_read()
    {
        var data = _context.Data.LoadFromEnumerable([new { Value = 1f, Other = 2f }]);
        var hidden = _context.Transforms.CopyColumns("Value", "Other").Fit(data).Transform(data);
        Assert.AreEqual(2f, Enumerate<Row>(hidden).Single().Value);
    }

    [TestMethod]
    public void A_definition_says_which_column_a_member_takes()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Value"].ColumnName = "Other";
        var data = _context.Data.LoadFromEnumerable([new { Other = 5f }]);
        Assert.AreEqual(5f, _context.Data.CreateEnumerable<Row>(data, false, schemaDefinition: definition).Single().Value);
    }

    private IEnumerable<TRow> Enumerate<TRow>(IDataView data)
        where TRow : class, new()
        => _context.Data.CreateEnumerable<TRow>(data, reuseRowObject: false);

    private sealed class Row
    {
        public float Value { get; set; }
    }

    private sealed class Vector
    {
        public float[] Values { get; set; } = [];
    }

    private sealed class WithField
    {
        public float Value = -1;
    }

    private sealed class WithInit
    {
        public float Value { get; init; }
    }
}
