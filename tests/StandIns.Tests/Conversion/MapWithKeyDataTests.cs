namespace Microsoft.ML.Tests;

// Keys that are given rather than learnt, for values of each type.
[TestClass]
public class MapWithKeyDataTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Text() => Check<string>("b", "a", "c", "");

    [TestMethod]
    public void Signed_numbers()
    {
        Check<sbyte>(2, -1, 3, 0);
        Check<short>(2, -1, 3, 0);
        Check(2, -1, 3, 0);
        Check(2L, -1L, 3L, 0L);
    }

    [TestMethod]
    public void Unsigned_numbers()
    {
        Check<byte>(2, 1, 3, 0);
        Check<ushort>(2, 1, 3, 0);
        Check(2u, 1u, 3u, 0u);
        Check(2ul, 1ul, 3ul, 0ul);
    }

    [TestMethod]
    public void Floating_point_numbers()
    {
        Check(2f, -1f, 3f, float.NaN);
        Check(2d, -1d, 3d, double.NaN);
    }

    [TestMethod]
    public void Truth()
    {
        var mapped = Map(new[] { new { Value = new[] { false, true } } }, Rows(true));
        CollectionAssert.AreEqual(new uint[] { 0, 1 }, Read.Arrays<uint>(mapped, "Key")[0]);
    }

    [TestMethod]
    public void Times()
    {
        var day = new DateTime(2020, 2, 29);
        Check(day.AddDays(1), day, day.AddDays(2), default);
        var moment = new DateTimeOffset(day, TimeSpan.FromHours(2));
        Check(moment.AddDays(1), moment, moment.AddDays(2), default);
        Check(TimeSpan.FromDays(1), TimeSpan.Zero, TimeSpan.FromDays(2), TimeSpan.FromDays(-1));
    }

    [TestMethod]
    public void Row_ids() => Check<DataViewRowId>(new(1, 2), new(2, 1), new(3, 3), default);

    [TestMethod]
    public void Vectors_of_values_are_no_key_data()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Map(new[] { new { Value = new[] { 1, 2 } } }, new[] { new { Value = new[] { 1, 2 } } }));

    [TestMethod]
    public void Vectors_of_fixed_length_keep_it()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { TwoFloats = [7, 8] }]);
        var mapped = _context.Transforms.Conversion.MapValueToKey(
            "Key", "TwoFloats", keyData: _context.Data.LoadFromEnumerable(Rows(8f))).Fit(data).Transform(data);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 1), 2), mapped.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 0, 1 }, Read.Arrays<uint>(mapped, "Key")[0]);
    }

    // The first two are given as key data, the third is not, and the last is missing or not given either.
    private void Check<T>(T first, T second, T unknown, T missing)
    {
        var keyData = Rows(first, second, first);
        var scalars = Map(Rows(second, unknown, missing, first), keyData);
        var vectors = Map(new[] { new { Value = new[] { second, unknown, missing, first } }, new { Value = new[] { first } } }, keyData);
        CollectionAssert.AreEqual(new uint[] { 2, 0, 0, 1 }, Read.Scalars<uint>(scalars, "Key"), $"{typeof(T)}");
        CollectionAssert.AreEqual(new uint[] { 2, 0, 0, 1 }, Read.Arrays<uint>(vectors, "Key")[0], $"{typeof(T)}");
        CollectionAssert.AreEqual(new uint[] { 1 }, Read.Arrays<uint>(vectors, "Key")[1], $"{typeof(T)}");
    }

    // Also after the model was saved and loaded.
    private IDataView Map<TRow, TKeyRow>(TRow[] rows, TKeyRow[] keyData)
        where TRow : class
        where TKeyRow : class
    {
        var data = _context.Data.LoadFromEnumerable(rows);
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: _context.Data.LoadFromEnumerable(keyData)).Fit(data);
        return Reloaded.Model(model).Transform(data);
    }

    private static KeyRow<T>[] Rows<T>(params T[] values) => Array.ConvertAll(values, value => new KeyRow<T> { Value = value });

    private sealed class KeyRow<T>
    {
        public T Value { get; set; } = default!;
    }
}
