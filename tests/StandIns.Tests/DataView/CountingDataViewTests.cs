namespace Microsoft.ML.Tests;

// A view of one's own works wherever one of ML.NET does.
[TestClass]
public class CountingDataViewTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void It_can_be_read_as_objects()
    {
        var rows = _context.Data.CreateEnumerable<Row>(new CountingDataView(4), reuseRowObject: false).ToArray();
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, rows.Select(row => row.Number).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, rows[3].Below);
    }

    [TestMethod]
    public void It_can_be_transformed_and_rows_stay_in_order()
    {
        var view = new CountingDataView(1000);
        var estimator = _context.Transforms.Conversion.MapValueToKey("Key", "Below")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_context.Transforms.DropColumns("Key"));
        var mapped = estimator.Fit(view).Transform(view);
        var back = Read.Arrays<int>(mapped, "Back");
        Assert.HasCount(1000, back);
        CollectionAssert.AreEqual(Enumerable.Range(0, 999).ToArray(), back[999]);
        CollectionAssert.AreEqual(Enumerable.Range(0, 1000).ToArray(), Read.Scalars<int>(mapped, "Number"));
        CollectionAssert.AreEqual(Read.Ids(view), Read.Ids(mapped));
    }

    [TestMethod]
    public void It_is_read_once_per_cursor()
    {
        var view = new CountingDataView(3);
        var mapped = _context.Transforms.CopyColumns("Copy", "Number").Fit(view).Transform(view);
        Assert.AreEqual(0, view.Cursors);
        Read.Scalars<int>(mapped, "Copy");
        Read.Scalars<int>(mapped, "Copy");
        Assert.AreEqual(2, view.Cursors);
    }

    private sealed class Row
    {
        public int Number { get; set; }

        public int[] Below { get; set; } = [];
    }
}
