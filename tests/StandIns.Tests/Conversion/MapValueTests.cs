namespace Microsoft.ML.Tests;

[TestClass]
public class MapValueTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Values_are_found_by_their_keys()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "one", Number = 1f }, new { Name = "two", Number = 2f }]);
        var data = Texts("two", "one", "two");
        CollectionAssert.AreEqual(new[] { 2f, 1f, 2f }, Read.Scalars<float>(Map(data, lookup, "Name", "Number"), "Found"));
    }

    [TestMethod]
    public void What_is_not_found_is_the_default()
    {
        var lookup = _context.Data.LoadFromEnumerable([new AllTypes { String = "a", Int = 5, Memory = "m".AsMemory(), Floats = [1, 2] }]);
        var data = Texts("none");
        Assert.AreEqual(0f, Read.Scalars<float>(Map(data, lookup, "String", "Float"), "Found")[0]);
        Assert.AreEqual(0d, Read.Scalars<double>(Map(data, lookup, "String", "Double"), "Found")[0]);
        Assert.AreEqual(0, Read.Scalars<int>(Map(data, lookup, "String", "Int"), "Found")[0]);
        Assert.AreEqual(0u, Read.Scalars<uint>(Map(data, lookup, "String", "Key"), "Found")[0]);
        Assert.AreEqual("", Read.Texts(Map(data, lookup, "String", "Memory"), "Found")[0]);
        Assert.IsEmpty(Read.Arrays<float>(Map(data, lookup, "String", "Floats"), "Found")[0]);
    }

    [TestMethod]
    public void The_output_has_the_type_and_annotations_of_the_value_column_also_when_loaded()
    {
        var texts = _context.Data.LoadFromEnumerable([new { Name = "x", Item = "b" }, new { Name = "y", Item = "a" }]);
        var lookup = _context.Transforms.Conversion.MapValueToKey("Item").Fit(texts).Transform(texts);
        var data = Texts("y");
        var model = Estimator(lookup, "Name", "Item").Fit(data);
        foreach (var mapped in new[] { model.Transform(data), Reloaded.Model(model).Transform(data) })
        {
            Assert.AreEqual(lookup.Schema["Item"].Type, mapped.Schema["Found"].Type);
            CollectionAssert.AreEqual(new[] { "b", "a" }, Read.KeyTexts(mapped.Schema["Found"]));
            CollectionAssert.AreEqual(new uint[] { 2 }, Read.Scalars<uint>(mapped, "Found"));
        }
    }

    [TestMethod]
    public void Vectors_can_be_found_and_belong_to_the_reader()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "a", Values = new[] { 1f, 2f } }]);
        var mapped = Map(Texts("a", "a"), lookup, "Name", "Values");
        using var cursor = mapped.GetRowCursor([mapped.Schema["Found"]]);
        var get = cursor.GetGetter<VBuffer<float>>(mapped.Schema["Found"]);
        VBuffer<float> value = default;
        cursor.MoveNext();
        get(ref value);
        VBufferEditor.CreateFromBuffer(ref value).Values[0] = 100;
        cursor.MoveNext();
        get(ref value);
        CollectionAssert.AreEqual(new[] { 1f, 2f }, value.DenseValues().ToArray());
    }

    [TestMethod]
    public void Each_value_of_a_vector_is_mapped_and_the_length_and_the_keys_are_forgotten()
    {
        var lookup = _context.Data.LoadFromEnumerable([new AllTypes { Float = 1, Key = 4 }]);
        var data = _context.Data.LoadFromEnumerable([new { Value = new[] { 1f, 3f } }]);
        var mapped = Map(data, lookup, "Float", "Key");
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.UInt32), mapped.Schema["Found"].Type);
        CollectionAssert.AreEqual(new uint[] { 5, 0 }, Read.Arrays<uint>(mapped, "Found")[0]);
    }

    [TestMethod]
    public void Sparse_vectors_are_an_error()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = 1f, Number = 2f }]);
        var data = _context.Data.LoadFromEnumerable([new { Value = new VBuffer<float>(4, 1, [1f], [2]) }]);
        // ML.NET may read ahead on another thread, and wraps the error then.
        var error = Assert.Throws<Exception>(() => Read.Vectors<float>(Map(data, lookup, "Name", "Number"), "Found"));
        Assert.IsInstanceOfType<ArgumentException>(error.InnerException ?? error);
    }

    [TestMethod]
    public void Vectors_cannot_be_mapped_to_vectors()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = 1f, Values = new[] { 1f } }]);
        var data = _context.Data.LoadFromEnumerable([new { Value = new[] { 1f } }]);
        var estimator = Estimator(lookup, "Name", "Values");
        Assert.ThrowsExactly<NotSupportedException>(() => estimator.GetOutputSchema(Shapes.Of(data.Schema)));
        Assert.ThrowsExactly<NotSupportedException>(() => estimator.Fit(data));
    }

    [TestMethod]
    public void The_shape_is_promised_before_fitting()
    {
        var texts = _context.Data.LoadFromEnumerable([new { Name = "x", Item = "b" }]);
        var lookup = _context.Transforms.Conversion.MapValueToKey("Item").Fit(texts).Transform(texts);
        var promised = Estimator(lookup, "Name", "Item").GetOutputSchema(Shapes.Of(Texts("x").Schema))
            .Single(column => column.Name == "Found");
        Assert.IsTrue(promised.IsKey);
        Assert.AreEqual(NumberDataViewType.UInt32, promised.ItemType);
        Assert.AreEqual("KeyValues", promised.Annotations.Single().Name);
    }

    [TestMethod]
    public void The_lookup_is_read_once_and_each_key_must_be_unique()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "a", Number = 1 }, new { Name = "a", Number = 1 }]);
        Assert.ThrowsExactly<InvalidOperationException>(() => Estimator(lookup, "Name", "Number"));
        var counting = new CountingDataView(4);
        var data = _context.Data.LoadFromEnumerable([new { Value = 2 }]);
        var model = Estimator(counting, "Number", "Below").Fit(data);
        var before = counting.Cursors;
        CollectionAssert.AreEqual(new[] { 0, 1 }, Read.Arrays<int>(model.Transform(data), "Found")[0]);
        Assert.AreEqual(before, counting.Cursors);
    }

    [TestMethod]
    public void The_columns_must_be_those_of_the_lookup()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "a", Number = 1 }]);
        var other = _context.Data.LoadFromEnumerable([new { Number = 1f, Name = "a" }]);
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.Conversion.MapValue(
            "Found", lookup, lookup.Schema["Name"], other.Schema["Number"], "Value"));
    }

    [TestMethod]
    public void A_missing_column_is_noticed_when_bound_and_a_wrong_type_when_read()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "a", Number = 1 }]);
        var estimator = Estimator(lookup, "Name", "Number");
        var missing = _context.Data.LoadFromEnumerable([new { Other = "a" }]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(missing.Schema)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(missing));
        var mapped = Map(_context.Data.LoadFromEnumerable([new { Value = 1f }]), lookup, "Name", "Number");
        Assert.ThrowsExactly<InvalidOperationException>(() => Read.Scalars<int>(mapped, "Found"));
    }

    [TestMethod]
    public void Without_an_input_name_the_column_is_replaced()
    {
        var lookup = _context.Data.LoadFromEnumerable([new { Name = "a", Number = 1 }]);
        var data = Texts("a");
        var mapped = _context.Transforms.Conversion.MapValue("Value", lookup, lookup.Schema["Name"], lookup.Schema["Number"])
            .Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { 1 }, Read.Scalars<int>(mapped, "Value"));
    }

    private ValueMappingEstimator Estimator(IDataView lookup, string key, string value)
        => _context.Transforms.Conversion.MapValue("Found", lookup, lookup.Schema[key], lookup.Schema[value], "Value");

    private IDataView Map(IDataView data, IDataView lookup, string key, string value) => Estimator(lookup, key, value).Fit(data).Transform(data);

    private IDataView Texts(params string[] values) => _context.Data.LoadFromEnumerable(values.Select(value => new { Value = value }).ToArray());
}
