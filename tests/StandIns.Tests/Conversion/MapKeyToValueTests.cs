namespace Microsoft.ML.Tests;

[TestClass]
public class MapKeyToValueTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Keys_go_back_to_their_values()
    {
        var back = Back(Keyed(new { Value = "a" }, new { Value = "" }, new { Value = "b" }));
        Assert.AreEqual(TextDataViewType.Instance, back.Schema["Back"].Type);
        CollectionAssert.AreEqual(new[] { "a", "", "b" }, Read.Texts(back, "Back"));
    }

    [TestMethod]
    public void Missing_keys_become_missing_values_or_the_default()
    {
        CollectionAssert.AreEqual(new[] { 1.5f, float.NaN },
            Read.Scalars<float>(Back(Keyed(new { Value = 1.5f }, new { Value = float.NaN })), "Back"));
        CollectionAssert.AreEqual(new[] { 1.5, double.NaN },
            Read.Scalars<double>(Back(Keyed(new { Value = 1.5 }, new { Value = double.NaN })), "Back"));
        CollectionAssert.AreEqual(new[] { 7, 0 }, Read.Scalars<int>(Back(Limited(new { Value = 7 }, new { Value = 8 })), "Back"));
    }

    [TestMethod]
    public void Vectors_of_keys_go_back_too()
    {
        var back = Back(Keyed(new { Value = new[] { "a", "b" } }, new { Value = new[] { "b" } }));
        Assert.AreEqual(new VectorDataViewType(TextDataViewType.Instance), back.Schema["Back"].Type);
        var texts = Read.Arrays<ReadOnlyMemory<char>>(back, "Back");
        CollectionAssert.AreEqual(new[] { "a", "b" }, texts[0].Select(text => text.ToString()).ToArray());
        Assert.AreEqual("b", texts[1].Single().ToString());
    }

    [TestMethod]
    public void Sparse_keys_become_sparse_where_missing_is_the_default_and_dense_where_it_is_not()
    {
        string[] texts = ["", "", "", "", "", "", "a", ""];
        var sparse = Read.Vectors<ReadOnlyMemory<char>>(Back(Keyed(new { Value = texts })), "Back")[0];
        CollectionAssert.AreEqual(new[] { 6 }, sparse.GetIndices().ToArray());
        Assert.AreEqual(8, sparse.Length);

        float[] numbers = [float.NaN, float.NaN, float.NaN, float.NaN, 5, float.NaN, float.NaN, float.NaN];
        var dense = Read.Vectors<float>(Back(Keyed(new { Value = numbers })), "Back")[0];
        Assert.IsTrue(dense.IsDense);
        CollectionAssert.AreEqual(numbers, dense.GetValues().ToArray());
    }

    [TestMethod]
    public void Key_values_that_are_keys_stay_keys()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Key = 4 }, new AllTypes { Key = 2 }]);
        var second = _context.Transforms.Conversion.MapValueToKey("Second", "Key").Fit(data).Transform(data);
        var back = _context.Transforms.Conversion.MapKeyToValue("Back", "Second").Fit(second).Transform(second);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 10), back.Schema["Back"].Type);
        CollectionAssert.AreEqual(new uint[] { 5, 3 }, Read.Scalars<uint>(back, "Back"));
    }

    [TestMethod]
    public void Without_an_input_name_the_column_is_replaced()
    {
        var keyed = Keyed(new { Value = "a" });
        var back = _context.Transforms.Conversion.MapKeyToValue("Key").Fit(keyed).Transform(keyed);
        CollectionAssert.AreEqual(new[] { "a" }, Read.Texts(back, "Key"));
    }

    [TestMethod]
    public void The_shape_is_promised_before_fitting()
    {
        var shape = Shapes.Of(Keyed(new { Value = new[] { "a" } }).Schema);
        var back = _context.Transforms.Conversion.MapKeyToValue("Back", "Key").GetOutputSchema(shape)
            .Single(column => column.Name == "Back");
        Assert.AreEqual(TextDataViewType.Instance, back.ItemType);
        Assert.AreEqual(SchemaShape.Column.VectorKind.VariableVector, back.Kind);
        Assert.IsFalse(back.IsKey);
        Assert.IsEmpty(back.Annotations);
    }

    [TestMethod]
    public void Columns_without_keys_or_without_their_values_are_an_error()
    {
        var estimator = _context.Transforms.Conversion.MapKeyToValue("Back", "Key");
        Throws<ArgumentOutOfRangeException>(_context.Data.LoadFromEnumerable([new { Other = 1f }]));
        Throws<InvalidOperationException>(_context.Data.LoadFromEnumerable([new { Key = 1u }]));
        Throws<InvalidOperationException>(_context.Data.LoadFromEnumerable([new AllTypes()]));

        void Throws<TException>(IDataView data)
            where TException : Exception
        {
            Assert.Contains("Key", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
                estimator.GetOutputSchema(Shapes.Of(data.Schema))).Message);
            Assert.ThrowsExactly<TException>(() => estimator.Fit(data));
        }
    }

    private IDataView Keyed<TRow>(params TRow[] rows)
        where TRow : class
    {
        var data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(data).Transform(data);
    }

    private IDataView Limited<TRow>(params TRow[] rows)
        where TRow : class
    {
        var data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Conversion.MapValueToKey("Key", "Value", maximumNumberOfKeys: 1).Fit(data).Transform(data);
    }

    private IDataView Back(IDataView keyed) => _context.Transforms.Conversion.MapKeyToValue("Back", "Key").Fit(keyed).Transform(keyed);
}
