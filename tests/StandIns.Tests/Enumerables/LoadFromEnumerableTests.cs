namespace Microsoft.ML.Tests;

[TestClass]
public class LoadFromEnumerableTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Members_become_columns_of_their_types()
    {
        var schema = Load(new AllTypes()).Schema;
        Assert.AreEqual(NumberDataViewType.Byte, schema["Byte"].Type);
        Assert.AreEqual(NumberDataViewType.SByte, schema["SByte"].Type);
        Assert.AreEqual(NumberDataViewType.Int16, schema["Short"].Type);
        Assert.AreEqual(NumberDataViewType.UInt16, schema["UShort"].Type);
        Assert.AreEqual(NumberDataViewType.Int32, schema["Int"].Type);
        Assert.AreEqual(NumberDataViewType.UInt32, schema["UInt"].Type);
        Assert.AreEqual(NumberDataViewType.Int64, schema["Long"].Type);
        Assert.AreEqual(NumberDataViewType.UInt64, schema["ULong"].Type);
        Assert.AreEqual(NumberDataViewType.Single, schema["Float"].Type);
        Assert.AreEqual(NumberDataViewType.Double, schema["Double"].Type);
        Assert.AreEqual(BooleanDataViewType.Instance, schema["Bool"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["String"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Memory"].Type);
        Assert.AreEqual(DateTimeDataViewType.Instance, schema["DateTime"].Type);
        Assert.AreEqual(DateTimeOffsetDataViewType.Instance, schema["DateTimeOffset"].Type);
        Assert.AreEqual(TimeSpanDataViewType.Instance, schema["TimeSpan"].Type);
        Assert.AreEqual(RowIdDataViewType.Instance, schema["RowId"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), schema["Floats"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), schema["TwoFloats"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 3), schema["Matrix"].Type);
        Assert.AreEqual(new VectorDataViewType(TextDataViewType.Instance), schema["Strings"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Int32), schema["VBuffer"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 10), schema["Key"].Type);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 10)), schema["Keys"].Type);
    }

    [TestMethod]
    public void Values_come_through()
    {
        var data = Load(
            new AllTypes { Byte = 1, Long = -2, Float = 0.5f, Bool = true, TimeSpan = TimeSpan.MaxValue, Floats = [1, 2], Strings = ["x", null!] },
            new AllTypes { Byte = 3, Long = -4, Float = 1.5f, Memory = "m".AsMemory() });
        CollectionAssert.AreEqual(new byte[] { 1, 3 }, Read.Scalars<byte>(data, "Byte"));
        CollectionAssert.AreEqual(new long[] { -2, -4 }, Read.Scalars<long>(data, "Long"));
        CollectionAssert.AreEqual(new[] { 0.5f, 1.5f }, Read.Scalars<float>(data, "Float"));
        CollectionAssert.AreEqual(new[] { true, false }, Read.Scalars<bool>(data, "Bool"));
        CollectionAssert.AreEqual(new[] { "", "m" }, Read.Texts(data, "Memory"));
        CollectionAssert.AreEqual(new[] { TimeSpan.MaxValue, default }, Read.Scalars<TimeSpan>(data, "TimeSpan"));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.Arrays<float>(data, "Floats")[0]);
        var texts = Read.Arrays<ReadOnlyMemory<char>>(data, "Strings");
        CollectionAssert.AreEqual(new[] { "x", "" }, texts[0].Select(text => text.ToString()).ToArray());
        Assert.IsEmpty(texts[1]);
    }

    [TestMethod]
    public void Missing_strings_and_arrays_are_empty()
    {
        var data = Load(new AllTypes { String = null, Floats = null });
        CollectionAssert.AreEqual(new[] { "" }, Read.Texts(data, "String"));
        Assert.IsEmpty(Read.Arrays<float>(data, "Floats")[0]);
    }

    [TestMethod]
    public void Scalar_keys_are_zero_based_and_zero_when_out_of_range()
    {
        uint[] keys = [0, 9, 10, uint.MaxValue];
        var data = Load([.. keys.Select(key => new AllTypes { Key = key })]);
        CollectionAssert.AreEqual(new uint[] { 1, 10, 0, 0 }, Read.Scalars<uint>(data, "Key"));
    }

    [TestMethod]
    public void Keys_in_vectors_are_raw()
    {
        var data = Load(new AllTypes { Keys = [0, 9, 10], KeyBuffer = new VBuffer<uint>(2, [1, 2]) });
        CollectionAssert.AreEqual(new uint[] { 0, 9, 10 }, Read.Arrays<uint>(data, "Keys")[0]);
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Read.Arrays<uint>(data, "KeyBuffer")[0]);
    }

    [TestMethod]
    public void Scalar_keys_cannot_be_ushort()
    {
        var data = _context.Data.LoadFromEnumerable([new UShortKey()]);
        Assert.AreEqual(new KeyDataViewType(typeof(ushort), 10), data.Schema["Key"].Type);
        var error = Assert.Throws<Exception>(() => data.GetRowCursor(data.Schema));
        Assert.IsInstanceOfType<InvalidOperationException>(error.GetBaseException());
    }

    [TestMethod]
    public void Sparse_vectors_stay_sparse()
    {
        var data = Load(new AllTypes { VBuffer = new VBuffer<int>(5, 1, [7], [3]) });
        var vector = Read.Vectors<int>(data, "VBuffer")[0];
        Assert.IsFalse(vector.IsDense);
        Assert.AreEqual(7, vector.GetItemOrDefault(3));
    }

    [TestMethod]
    public void Vectors_are_copied()
    {
        int[] values = [1, 2];
        var vector = Read.Vectors<int>(Load(new AllTypes { VBuffer = new VBuffer<int>(2, values) }), "VBuffer")[0];
        values[0] = 10;
        Assert.AreEqual(1, vector.GetItemOrDefault(0));
    }

    [TestMethod]
    public void Each_cursor_enumerates_anew()
    {
        var enumerations = 0;
        var data = _context.Data.LoadFromEnumerable(Numbers());
        Assert.AreEqual(0, enumerations);
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.Scalars<float>(data, "Value"));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.Scalars<float>(data, "Value"));
        Assert.AreEqual(2, enumerations);

        IEnumerable<Number> Numbers()
        {
            enumerations++;
            yield return new Number { Value = 1 };
            yield return new Number { Value = 2 };
        }
    }

    [TestMethod]
    public void The_view_cannot_shuffle_and_counts_collections_only()
    {
        var data = Load(new AllTypes(), new AllTypes());
        Assert.IsFalse(data.CanShuffle);
        Assert.AreEqual(2, data.GetRowCount());
        var counted = Enumerable.Range(0, 3).Where(i => i > 0).Select(i => new Number { Value = i });
        Assert.IsNull(_context.Data.LoadFromEnumerable(counted).GetRowCount());
    }

    [TestMethod]
    public void Rows_cannot_be_null()
    {
        var data = _context.Data.LoadFromEnumerable(new Number[] { null! });
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.MoveNext());
    }

    [TestMethod]
    public void Attributes_rename_and_leave_out()
    {
        var schema = _context.Data.LoadFromEnumerable([new Renamed()]).Schema;
        CollectionAssert.AreEqual(new[] { "Other", "Field" }.Order().ToArray(), schema.Select(column => column.Name).Order().ToArray());
    }

    [TestMethod]
    public void Private_classes_records_and_anonymous_types_will_do()
    {
        CollectionAssert.AreEqual(new[] { 3f }, Read.Scalars<float>(_context.Data.LoadFromEnumerable([new Hidden(3)]), "Value"));
        CollectionAssert.AreEqual(new[] { 3f }, Read.Scalars<float>(_context.Data.LoadFromEnumerable([new { Value = 3f }]), "Value"));
    }

    [TestMethod]
    public void Unusable_classes_are_an_error_that_names_the_member()
    {
        Throws<Unsupported>("When");
        Throws<NullableMember>("Maybe");
        Throws<Duplicate>("Same");
        Throws<SignedKey>("Key");
        Throws<ScalarVector>("NoVector");
    }

    [TestMethod]
    public void Attributes_check_their_arguments()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyTypeAttribute(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VectorTypeAttribute(-1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VectorTypeAttribute(2, -1));
    }

    private void Throws<TRow>(string member)
        where TRow : class, new()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable([new TRow()]));
        Assert.Contains(member, error.Message);
    }

    private IDataView Load(params AllTypes[] rows) => _context.Data.LoadFromEnumerable(rows);

    private sealed class Number
    {
        public float Value { get; set; }
    }

    private sealed record Hidden(float Value);

    private sealed class Renamed
    {
        public float Field = 1;

        [ColumnName("Other")]
        public float Property { get; set; }

        [NoColumn]
        public Version? Ignored { get; set; }
    }

    private sealed class Unsupported
    {
        public Version? When { get; set; }
    }

    private sealed class NullableMember
    {
        public int? Maybe { get; set; }
    }

    private sealed class Duplicate
    {
        public float Same { get; set; }

        [ColumnName("Same")]
        public float Other { get; set; }
    }

    private sealed class SignedKey
    {
        [KeyType(10)]
        public int Key { get; set; }
    }

    private sealed class UShortKey
    {
        [KeyType(10)]
        public ushort Key { get; set; }
    }

    private sealed class ScalarVector
    {
        [VectorType(2)]
        public float NoVector { get; set; }
    }
}
