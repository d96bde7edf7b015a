namespace Microsoft.ML.Tests;

[TestClass]
public class MapValueToKeyTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Keys_count_from_one_in_order_of_occurrence()
    {
        var mapped = Map(Texts("b", "a", "b", "c"));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), mapped.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1, 3 }, Read.Scalars<uint>(mapped, "Key"));
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, Read.KeyTexts(mapped.Schema["Key"]));
    }

    [TestMethod]
    public void Keys_can_be_in_the_order_of_values()
    {
        var mapped = Map(Texts("b", "a", "Z", "c"), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        CollectionAssert.AreEqual(new[] { "Z", "a", "b", "c" }, Read.KeyTexts(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new uint[] { 3, 2, 1, 4 }, Read.Scalars<uint>(mapped, "Key"));
        var numbers = Map(Values(3, -1, 2), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        CollectionAssert.AreEqual(new[] { -1, 2, 3 }, Read.KeyValues<int>(numbers.Schema["Key"]));
    }

    [TestMethod]
    public void Values_not_seen_in_training_are_missing()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(Texts("a", "b"));
        CollectionAssert.AreEqual(new uint[] { 2, 0, 1 }, Read.Scalars<uint>(model.Transform(Texts("b", "new", "a")), "Key"));
    }

    [TestMethod]
    public void Empty_text_is_missing()
    {
        var mapped = Map(Texts("", "a", ""));
        CollectionAssert.AreEqual(new uint[] { 0, 1, 0 }, Read.Scalars<uint>(mapped, "Key"));
        CollectionAssert.AreEqual(new[] { "a" }, Read.KeyTexts(mapped.Schema["Key"]));
    }

    [TestMethod]
    public void Text_keeps_case_and_spaces()
        => CollectionAssert.AreEqual(new uint[] { 1, 2, 3 }, Read.Scalars<uint>(Map(Texts("a", "A", "a ")), "Key"));

    [TestMethod]
    public void Numbers_have_keys_except_nan()
    {
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1 }, Read.Scalars<uint>(Map(Values(0, 7, 0)), "Key"));
        var mapped = Map(Values(float.NaN, 1.5f, 0f));
        CollectionAssert.AreEqual(new uint[] { 0, 1, 2 }, Read.Scalars<uint>(mapped, "Key"));
        CollectionAssert.AreEqual(new[] { 1.5f, 0f }, Read.KeyValues<float>(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new uint[] { 0, 1 }, Read.Scalars<uint>(Map(Values(double.NaN, 1.0)), "Key"));
    }

    [TestMethod]
    public void Truth_and_time_have_keys()
    {
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1 }, Read.Scalars<uint>(Map(Values(false, true, false)), "Key"));
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Read.Scalars<uint>(Map(Values(DateTime.UnixEpoch, default)), "Key"));
    }

    [TestMethod]
    public void The_number_of_keys_can_be_limited()
    {
        var mapped = Map(Texts("c", "b", "a", "c"), maximumNumberOfKeys: 2,
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        CollectionAssert.AreEqual(new[] { "b", "c" }, Read.KeyTexts(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new uint[] { 2, 1, 0, 2 }, Read.Scalars<uint>(mapped, "Key"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Map(Texts("a"), maximumNumberOfKeys: 0));
    }

    [TestMethod]
    public void Without_values_there_is_one_key_that_stands_for_nothing()
    {
        var mapped = Map(Texts("", ""));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 1), mapped.Schema["Key"].Type);
        Assert.IsFalse(mapped.Schema["Key"].HasKeyValues());
        CollectionAssert.AreEqual(new uint[] { 0, 0 }, Read.Scalars<uint>(mapped, "Key"));
    }

    [TestMethod]
    public void No_values_at_all_cannot_be_sorted_unless_they_are_text()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() =>
            Map(Values(float.NaN), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));
        var mapped = Map(Texts(""), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        CollectionAssert.AreEqual(new uint[] { 0 }, Read.Scalars<uint>(mapped, "Key"));
    }

    [TestMethod]
    public void Key_values_can_be_text()
    {
        CollectionAssert.AreEqual(new[] { "5", "-7" }, AsText(5, -7));
        CollectionAssert.AreEqual(new[] { "0.5", "1E+10" }, AsText(0.5f, 1e10f));
        CollectionAssert.AreEqual(new[] { "0.10000000000000001" }, AsText(0.1));
        CollectionAssert.AreEqual(new[] { "1", "0" }, AsText(true, false));
        CollectionAssert.AreEqual(new[] { "1970-01-01T00:00:00.0000000Z" }, AsText(DateTime.UnixEpoch));
        CollectionAssert.AreEqual(new[] { "01:00:00" }, AsText(TimeSpan.FromHours(1)));
        CollectionAssert.AreEqual(new[] { "0x00000000000000020000000000000001" }, AsText(new DataViewRowId(1, 2)));
    }

    [TestMethod]
    public void Keys_can_come_from_other_data()
    {
        var mapped = Map(Texts("b", "a", "x"), keyData: Texts("a", "b", "c"));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), mapped.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 2, 1, 0 }, Read.Scalars<uint>(mapped, "Key"));
    }

    [TestMethod]
    public void Other_data_have_one_column_of_the_type()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Map(Texts("a"), keyData: Values(1)));
        var twoColumns = _context.Data.LoadFromEnumerable([new { A = "a", B = "b" }]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey("Key", keyData: twoColumns));
    }

    [TestMethod]
    public void Keys_of_keys_stand_for_what_the_first_ones_stand_for()
    {
        var keyed = Map(Texts("a", "b", "c", "b"));
        var filtered = _context.Transforms.Conversion.MapValueToKey("Second", "Key").Fit(Map(keyed, "b", "c")).Transform(keyed);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 2), filtered.Schema["Second"].Type);
        CollectionAssert.AreEqual(new[] { "b", "c" }, Read.KeyTexts(filtered.Schema["Second"]));
        CollectionAssert.AreEqual(new uint[] { 0, 1, 2, 1 }, Read.Scalars<uint>(filtered, "Second"));
    }

    [TestMethod]
    public void Keys_of_keys_without_values_stand_for_keys()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Key = 4 }, new AllTypes { Key = 12 }, new AllTypes { Key = 2 }]);
        var mapped = _context.Transforms.Conversion.MapValueToKey("Second", "Key").Fit(data).Transform(data);
        CollectionAssert.AreEqual(new uint[] { 1, 0, 2 }, Read.Scalars<uint>(mapped, "Second"));
        CollectionAssert.AreEqual(new uint[] { 5, 3 }, Read.KeyValues<uint>(mapped.Schema["Second"]));
        var asText = _context.Transforms.Conversion.MapValueToKey("Second", "Key", addKeyValueAnnotationsAsText: true).Fit(data)
            .Transform(data);
        CollectionAssert.AreEqual(new[] { "4", "2" }, Read.KeyTexts(asText.Schema["Second"]));
        var third = _context.Transforms.Conversion.MapValueToKey("Third", "Second", addKeyValueAnnotationsAsText: true).Fit(mapped).Transform(mapped);
        CollectionAssert.AreEqual(new[] { "4", "2" }, Read.KeyTexts(third.Schema["Third"]));
    }

    [TestMethod]
    public void Without_an_input_name_the_column_is_replaced()
    {
        var data = Texts("a");
        var mapped = _context.Transforms.Conversion.MapValueToKey("Value").Fit(data).Transform(data);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 1), mapped.Schema["Value"].Type);
        Assert.IsTrue(mapped.Schema[0].IsHidden);
    }

    [TestMethod]
    public void Wrong_columns_are_an_error_that_names_them()
    {
        var estimator = _context.Transforms.Conversion.MapValueToKey("Key", "Value");
        var model = estimator.Fit(Texts("a"));
        var missing = _context.Data.LoadFromEnumerable([new { Other = "a" }]);
        Throws<ArgumentOutOfRangeException>(() => estimator.Fit(missing));
        Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(missing.Schema)));
        Throws<ArgumentOutOfRangeException>(() => model.Transform(missing));
        Throws<ArgumentOutOfRangeException>(() => model.GetOutputSchema(missing.Schema));
        Assert.ThrowsExactly<InvalidOperationException>(() => model.Transform(Values(1)));
        Assert.ThrowsExactly<InvalidOperationException>(() => model.GetOutputSchema(Values(1).Schema));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey(" "));

        static void Throws<TException>(Action action)
            where TException : Exception
            => Assert.Contains("Value", Assert.ThrowsExactly<TException>(action).Message);
    }

    [TestMethod]
    public void The_shape_is_promised_before_fitting()
    {
        var shape = _context.Transforms.Conversion.MapValueToKey("Key", "Value")
            .GetOutputSchema(Shapes.Of(Values(1f).Schema));
        var key = shape.Single(column => column.Name == "Key");
        Assert.IsTrue(key.IsKey);
        Assert.AreEqual(NumberDataViewType.UInt32, key.ItemType);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Scalar, key.Kind);
        var values = key.Annotations.Single();
        Assert.AreEqual("KeyValues", values.Name);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, values.Kind);
        Assert.AreEqual(NumberDataViewType.Single, values.ItemType);

        var asText = _context.Transforms.Conversion.MapValueToKey("Key", "Value", addKeyValueAnnotationsAsText: true)
            .GetOutputSchema(Shapes.Of(Values(1f).Schema));
        Assert.AreEqual(TextDataViewType.Instance, asText.Single(column => column.Name == "Key").Annotations.Single().ItemType);
    }

    [TestMethod]
    public void The_promise_for_keys_of_keys_is_what_the_first_ones_stand_for()
    {
        var shape = Shapes.Of(Map(Texts("a")).Schema);
        var second = _context.Transforms.Conversion.MapValueToKey("Second", "Key").GetOutputSchema(shape)
            .Single(column => column.Name == "Second");
        Assert.AreEqual(TextDataViewType.Instance, second.Annotations.Single().ItemType);
        Assert.IsFalse(second.Annotations.Single().IsKey);
    }

    private string[] AsText<T>(params T[] values) => Read.KeyTexts(Map(Values(values), addKeyValueAnnotationsAsText: true).Schema["Key"]);

    private IDataView Texts(params string[] values) => Values(values);

    private IDataView Values<T>(params T[] values)
        => _context.Data.LoadFromEnumerable(values.Select(value => new { Value = value }).ToArray());

    // Only the rows of a view with these texts.
    private IDataView Map(IDataView keyed, params string[] texts)
        => _context.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: Texts(Read.KeyTexts(keyed.Schema["Key"])))
            .Fit(keyed).Transform(Texts(texts));

    private IDataView Map(IDataView data, int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false, IDataView? keyData = null)
        => _context.Transforms.Conversion.MapValueToKey(
            "Key", "Value", maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData).Fit(data).Transform(data);
}
