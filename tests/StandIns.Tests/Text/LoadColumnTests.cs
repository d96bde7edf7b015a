namespace Microsoft.ML.Tests;

[TestClass]
public class LoadColumnTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Columns_take_their_names_from_the_attribute_or_the_member()
    {
        using var file = new TextFile("1\t2");
        var schema = _context.Data.LoadFromTextFile<Named>(file.Path).Schema;
        CollectionAssert.AreEquivalent(new[] { "Field", "Renamed" }, schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void Every_member_must_say_where_it_is()
    {
        using var file = new TextFile("1\t2");
        Throws<WithForgotten>(file, "Forgotten");
        Throws<WithUnloaded>(file, "Unloaded");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<Empty>(file.Path));
    }

    [TestMethod]
    public void Members_are_scalars_or_arrays()
    {
        using var file = new TextFile("1\t2");
        Throws<WithBuffer>(file, "Values");
        Throws<WithNullable>(file, "Maybe");
    }

    [TestMethod]
    public void A_field_is_taken_once()
    {
        using var file = new TextFile("1\t2");
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<Twice>(file.Path));
        Assert.Contains("Values", error.Message);
    }

    [TestMethod]
    public void Indices_are_not_negative_and_ranges_not_backward()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LoadColumnAttribute(-1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LoadColumnAttribute(3, 2));
    }

    [TestMethod]
    public void A_file_makes_the_round_trip_to_objects()
    {
        using var file = new TextFile("user\titem", "u1\t4", "u2\t5");
        var data = _context.Data.LoadFromTextFile<Interaction>(file.Path, hasHeader: true);
        var rows = _context.Data.CreateEnumerable<Interaction>(data, reuseRowObject: false).ToArray();
        CollectionAssert.AreEqual(new[] { "u1", "u2" }, rows.Select(row => row.User).ToArray());
        CollectionAssert.AreEqual(new[] { 4L, 5L }, rows.Select(row => row.Item).ToArray());
    }

    private void Throws<TRow>(TextFile file, string member)
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Data.LoadFromTextFile<TRow>(file.Path));
        Assert.Contains(member, error.Message);
    }

    private sealed class Interaction
    {
        [LoadColumn(0)]
        public string? User { get; set; }

        [LoadColumn(1)]
        public long Item { get; set; }
    }

    private sealed class Named
    {
        [LoadColumn(0)]
        public float Field = 1;

        [LoadColumn(1)]
        [ColumnName("Renamed")]
        public float Property { get; set; }
    }

    private sealed class WithForgotten
    {
        [LoadColumn(0)]
        public float Value { get; set; }

        public float Forgotten { get; set; }
    }

    private sealed class WithUnloaded
    {
        [LoadColumn(0)]
        public float Value { get; set; }

        [NoColumn]
        public float Unloaded { get; set; }
    }

    private sealed class Empty
    {
    }

    private sealed class WithBuffer
    {
        [LoadColumn(0, 1)]
        public VBuffer<float> Values { get; set; }
    }

    private sealed class WithNullable
    {
        [LoadColumn(0)]
        public float? Maybe { get; set; }
    }

    private sealed class Twice
    {
        [LoadColumn([0, 0])]
        public float[] Values { get; set; } = [];
    }
}
