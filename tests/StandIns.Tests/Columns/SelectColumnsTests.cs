namespace Microsoft.ML.Tests;

[TestClass]
public class SelectColumnsTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Dropped_columns_are_gone_and_the_others_keep_their_order()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f, B = 2f, C = 3f }]);
        var estimator = _context.Transforms.DropColumns("A", "C");
        Assert.AreEqual("B", estimator.GetOutputSchema(Shapes.Of(data.Schema)).Single().Name);
        var dropped = estimator.Fit(data).Transform(data);
        Assert.AreEqual("B", dropped.Schema.Single().Name);
        CollectionAssert.AreEqual(new[] { 2f }, Read.Scalars<float>(dropped, "B"));
        Assert.AreEqual(1, dropped.GetRowCount());
    }

    [TestMethod]
    public void Kept_columns_come_in_the_order_of_their_names()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f, B = 2f, C = 3f }]);
        var kept = _context.Transforms.SelectColumns("C", "A").Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { "C", "A" }, kept.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 3f }, Read.Scalars<float>(kept, "C"));
    }

    [TestMethod]
    public void Hidden_columns_of_the_name_are_dropped_too_and_never_kept()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f, B = 2f }]);
        var hidden = _context.Transforms.CopyColumns("A", "B").Fit(data).Transform(data);
        Assert.AreEqual("B", _context.Transforms.DropColumns("A").Fit(hidden).Transform(hidden).Schema.Single().Name);
        var kept = _context.Transforms.SelectColumns("A").Fit(hidden).Transform(hidden);
        CollectionAssert.AreEqual(new[] { 2f }, Read.Scalars<float>(kept, kept.Schema.Single().Name));
    }

    [TestMethod]
    public void A_missing_column_is_an_error_that_names_it()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        foreach (var estimator in new[] { _context.Transforms.DropColumns("Missing"), _context.Transforms.SelectColumns("Missing") })
        {
            Throws(() => estimator.GetOutputSchema(Shapes.Of(data.Schema)));
            Throws(() => estimator.Fit(data));
        }

        static void Throws(Action action) => Assert.Contains("Missing", Assert.ThrowsExactly<ArgumentOutOfRangeException>(action).Message);
    }

    [TestMethod]
    public void Some_column_must_be_named()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.DropColumns());
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.SelectColumns());
    }
}
