namespace Microsoft.ML.Tests;

// How fields become values.
[TestClass]
public class TextValueTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Reals_are_read_and_bad_ones_are_nan()
    {
        CollectionAssert.AreEqual(new[] { 1.5f, -2f, 1000f, 0.5f, 3f }, Values<float>("1.5", "-2", "1e3", ".5", "3."));
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, float.NaN, float.NaN, float.NaN },
            Values<float>("?", "NaN", "NA", "N/A", "abc"));
        CollectionAssert.AreEqual(new[] { 1.5, double.NaN, double.NaN }, Values<double>("1.5", "?", "1.5x"));
    }

    [TestMethod]
    public void Infinity_is_read_by_its_two_names()
    {
        CollectionAssert.AreEqual(new[] { float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity }, Values<float>("Infinity", "-∞", "1e99"));
        CollectionAssert.AreEqual(new[] { double.NaN, double.NaN }, Values<double>("infinity", "+Infinity"));
    }

    [TestMethod]
    public void White_space_may_follow_a_number_but_not_precede_it()
    {
        using var file = new TextFile("1.5 ,\t1.5,\t2,x");
        var data = _context.Data.LoadFromTextFile<Three>(file.Path, separatorChar: ',');
        CollectionAssert.AreEqual(new[] { 1.5f, float.NaN, 2f }, Read.Arrays<float>(data, "Values")[0]);
    }

    [TestMethod]
    public void Integers_are_read()
    {
        CollectionAssert.AreEqual(new[] { 1, -2, int.MaxValue, int.MinValue }, Values<int>("1", "-2", "2147483647", "-2147483648"));
        CollectionAssert.AreEqual(new sbyte[] { 127, -128 }, Values<sbyte>("127", "-128"));
        CollectionAssert.AreEqual(new short[] { 32767, -32768 }, Values<short>("32767", "-32768"));
        CollectionAssert.AreEqual(new[] { long.MaxValue, -5 }, Values<long>("9223372036854775807", "-5"));
        CollectionAssert.AreEqual(new byte[] { 255, 0 }, Values<byte>("255", "0"));
        CollectionAssert.AreEqual(new ushort[] { 65535 }, Values<ushort>("65535"));
        CollectionAssert.AreEqual(new[] { uint.MaxValue }, Values<uint>("4294967295"));
        CollectionAssert.AreEqual(new[] { ulong.MaxValue }, Values<ulong>("18446744073709551615"));
    }

    [TestMethod]
    public void Bad_integers_are_an_error_when_read()
    {
        Throws<int>("abc");
        Throws<int>("1.5");
        Throws<int>("+1");
        Throws<int>("1 ");
        Throws<int>("2147483648");
        Throws<int>("?");
        Throws<uint>("-1");
        Throws<byte>("256");
    }

    [TestMethod]
    public void Truth_has_many_names()
    {
        CollectionAssert.AreEqual(new[] { true, true, true, true, true, true }, Values<bool>("1", "true", "TRUE", "yes", "t", "+1"));
        CollectionAssert.AreEqual(new[] { false, false, false, false, false, false }, Values<bool>("0", "false", "No", "n", "f", "-1"));
        Throws<bool>("2");
        Throws<bool>("maybe");
    }

    [TestMethod]
    public void Times_are_universal_unless_they_say_otherwise()
    {
        CollectionAssert.AreEqual(new[] { new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc) }, Values<DateTime>("2020-01-02 03:04:05"));
        CollectionAssert.AreEqual(new[] { new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) }, Values<DateTimeOffset>("2020-01-02"));
        CollectionAssert.AreEqual(new[] { new TimeSpan(1, 2, 3) }, Values<TimeSpan>("01:02:03"));
        Throws<DateTime>("yesterday");
    }

    [TestMethod]
    public void Row_ids_are_hexadecimal()
        => CollectionAssert.AreEqual(new[] { new DataViewRowId(1, 2) }, Values<DataViewRowId>("0x00000000000000020000000000000001"));

    [TestMethod]
    public void Text_keeps_the_characters()
        => CollectionAssert.AreEqual(new[] { "Ä b" }, Array.ConvertAll(Values<ReadOnlyMemory<char>>("Ä b"), text => text.ToString()));

    [TestMethod]
    public void Keys_are_zero_based_and_missing_when_bad()
    {
        using var file = new TextFile("0", "4", "5", "?", "x", "-1");
        var data = _context.Data.LoadFromTextFile<Key>(file.Path);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), data.Schema["Value"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 5, 0, 0, 0, 0 }, Read.Scalars<uint>(data, "Value"));
        var rows = _context.Data.CreateEnumerable<Key>(data, reuseRowObject: false);
        CollectionAssert.AreEqual(new uint[] { 1, 5, 0, 0, 0, 0 }, rows.Select(row => row.Value).ToArray());
    }

    [TestMethod]
    public void Bad_values_are_logged_with_line_and_column()
    {
        var messages = new List<string>();
        _context.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Info)
                messages.Add(message.RawMessage);
        };
        Values<float>("1", "abc", "?");
        var bad = messages.Single(message => message.Contains("Bad value", StringComparison.Ordinal));
        Assert.Contains("line 2", bad);
        Assert.Contains("Value", bad);
    }

    [TestMethod]
    public void A_row_that_cannot_be_read_is_no_matter_while_its_column_is_not_needed()
    {
        using var file = new TextFile("abc");
        var data = _context.Data.LoadFromTextFile<Row<int>>(file.Path);
        Assert.HasCount(1, Read.Ids(data));
    }

    private T[] Values<T>(params string[] lines)
    {
        using var file = new TextFile(lines);
        return Read.Scalars<T>(_context.Data.LoadFromTextFile<Row<T>>(file.Path), "Value");
    }

    private void Throws<T>(string text) => Assert.ThrowsExactly<FormatException>(() => Values<T>(text));

    private sealed class Row<T>
    {
        [LoadColumn(0)]
        public T Value { get; set; } = default!;
    }

    private sealed class Three
    {
        [LoadColumn(0, 2)]
        public float[] Values { get; set; } = [];
    }

    private sealed class Key
    {
        [LoadColumn(0)]
        [KeyType(5)]
        public uint Value { get; set; }
    }
}
