namespace Microsoft.ML.Tests;

[TestClass]
public class CopyColumnsTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void The_copy_has_type_annotations_and_values()
    {
        var keyed = Keyed();
        var copied = _context.Transforms.CopyColumns("Copy", "Key").Fit(keyed).Transform(keyed);
        Assert.AreEqual(keyed.Schema["Key"].Type, copied.Schema["Copy"].Type);
        CollectionAssert.AreEqual(new[] { "a", "b" }, Read.KeyTexts(copied.Schema["Copy"]));
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Read.Scalars<uint>(copied, "Copy"));
    }

    [TestMethod]
    public void The_shape_is_promised_before_fitting()
    {
        var shape = _context.Transforms.CopyColumns("Copy", "Key").GetOutputSchema(Shapes.Of(Keyed().Schema));
        var copy = shape.Single(column => column.Name == "Copy");
        Assert.IsTrue(copy.IsKey);
        Assert.AreEqual("KeyValues", copy.Annotations.Single().Name);
    }

    [TestMethod]
    public void A_name_used_again_hides_the_older_column_and_stands_next_to_it()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f, B = 2f }]);
        var copied = _context.Transforms.CopyColumns("A", "B").Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { "A", "A", "B" }, copied.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { true, false, false }, copied.Schema.Select(column => column.IsHidden).ToArray());
        CollectionAssert.AreEqual(new[] { 2f }, Read.Scalars<float>(copied, "A"));
        var shape = _context.Transforms.CopyColumns("A", "B").GetOutputSchema(Shapes.Of(data.Schema));
        CollectionAssert.AreEqual(new[] { "A", "B" }, shape.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void A_missing_column_is_an_error_that_names_it()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var estimator = _context.Transforms.CopyColumns("B", "Missing");
        Throws(() => estimator.GetOutputSchema(Shapes.Of(data.Schema)));
        Throws(() => estimator.Fit(data));
        var transformer = _context.Transforms.CopyColumns("B", "Missing").Fit(_context.Data.LoadFromEnumerable([new { Missing = 1f }]));
        Throws(() => transformer.Transform(data));
        Throws(() => transformer.GetOutputSchema(data.Schema));
        Throws(() => ((ITransformer)transformer).GetRowToRowMapper(data.Schema));

        static void Throws(Action action) => Assert.Contains("Missing", Assert.ThrowsExactly<ArgumentOutOfRangeException>(action).Message);
    }

    [TestMethod]
    public void Names_are_needed()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.CopyColumns("", "A"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.CopyColumns("A", ""));
    }

    private IDataView Keyed()
    {
        var data = _context.Data.LoadFromEnumerable([new { Text = "a" }, new { Text = "b" }]);
        return _context.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(data).Transform(data);
    }
}
