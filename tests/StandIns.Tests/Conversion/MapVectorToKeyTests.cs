namespace Microsoft.ML.Tests;

[TestClass]
public class MapVectorToKeyTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Each_value_of_a_vector_has_a_key()
    {
        var data = _context.Data.LoadFromEnumerable([new { Value = new[] { "b", "a" } }, new { Value = new[] { "a", "c", "b" } }]);
        var mapped = Map(data);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3)), mapped.Schema["Key"].Type);
        var keys = Read.Arrays<uint>(mapped, "Key");
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, keys[0]);
        CollectionAssert.AreEqual(new uint[] { 2, 3, 1 }, keys[1]);
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, Read.KeyTexts(mapped.Schema["Key"]));
    }

    [TestMethod]
    public void The_dimensions_are_kept()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes()]);
        var mapped = _context.Transforms.Conversion.MapValueToKey("Key", "Matrix").Fit(data).Transform(data);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 1), 2, 3), mapped.Schema["Key"].Type);
        var shape = _context.Transforms.Conversion.MapValueToKey("Key", "Matrix").GetOutputSchema(Shapes.Of(data.Schema));
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, shape.Single(column => column.Name == "Key").Kind);
    }

    [TestMethod]
    public void Values_that_are_not_explicit_count_as_well()
    {
        var mapped = Map(Buffers(new VBuffer<float>(4, 2, [7, 8], [0, 3])));
        CollectionAssert.AreEqual(new[] { 7f, 0f, 8f }, Read.KeyValues<float>(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new uint[] { 1, 2, 2, 3 }, Read.Arrays<uint>(mapped, "Key")[0]);
    }

    [TestMethod]
    public void Vectors_are_sparse_where_less_than_half_of_the_keys_are_there()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Value")
            .Fit(_context.Data.LoadFromEnumerable([new { Value = new[] { "a" } }]));
        Assert.IsTrue(Keys("a", "x", "x", "a").IsDense);
        Assert.IsTrue(Keys("a", "x").IsDense);
        Assert.IsTrue(Keys("a", "x", "x").IsDense);
        Assert.IsTrue(Keys().IsDense);
        Assert.AreEqual(0, Keys("x").GetValues().Length);

        var sparse = Keys("x", "x", "x", "a", "x", "x", "x", "x");
        CollectionAssert.AreEqual(new[] { 3 }, sparse.GetIndices().ToArray());
        CollectionAssert.AreEqual(new uint[] { 1 }, sparse.GetValues().ToArray());

        VBuffer<uint> Keys(params string[] values)
            => Read.Vectors<uint>(model.Transform(_context.Data.LoadFromEnumerable([new { Value = values }])), "Key")[0];
    }

    [TestMethod]
    public void Rows_of_different_kinds_do_not_disturb_each_other()
    {
        string[][] values = [["a", "b", "c"], [], ["c", "", "", "", "", "b"]];
        var data = _context.Data.LoadFromEnumerable(values.Select(value => new { Value = value }).ToArray());
        using var cursor = Map(data).GetRowCursor(Map(data).Schema);
        var get = cursor.GetGetter<VBuffer<uint>>(cursor.Schema["Key"]);
        VBuffer<uint> shared = default;
        var rows = new List<uint[]>();
        while (cursor.MoveNext())
        {
            get(ref shared);
            rows.Add([.. shared.DenseValues()]);
        }
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3 }, rows[0]);
        Assert.IsEmpty(rows[1]);
        CollectionAssert.AreEqual(new uint[] { 3, 0, 0, 0, 0, 2 }, rows[2]);
    }

    [TestMethod]
    public void A_vector_of_a_wrong_length_is_an_error()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { TwoFloats = [1, 2, 3] }]);
        var mapped = _context.Transforms.Conversion.MapValueToKey("Key", "TwoFloats").Fit(data).Transform(data);
        Assert.ThrowsExactly<InvalidOperationException>(() => Read.Vectors<uint>(mapped, "Key"));
    }

    [TestMethod]
    public void The_number_of_keys_can_be_limited_within_a_vector()
    {
        var data = _context.Data.LoadFromEnumerable([new { Value = new[] { "a", "b", "c" } }, new { Value = new[] { "d" } }]);
        var mapped = _context.Transforms.Conversion.MapValueToKey("Key", "Value", maximumNumberOfKeys: 2).Fit(data).Transform(data);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 0 }, Read.Arrays<uint>(mapped, "Key")[0]);
    }

    [TestMethod]
    public void Slot_names_stay_with_the_column()
    {
        var definition = SchemaDefinition.Create(typeof(AllTypes));
        definition["TwoFloats"].AddAnnotation("SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var data = _context.Data.LoadFromEnumerable([new AllTypes()], definition);
        var estimator = _context.Transforms.Conversion.MapValueToKey("Key", "TwoFloats");
        var mapped = estimator.Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(mapped.Schema["Key"]));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.KeyValues<float>(mapped.Schema["Key"]));

        var promised = estimator.GetOutputSchema(Shapes.Of(data.Schema)).Single(column => column.Name == "Key");
        CollectionAssert.AreEqual(new[] { "KeyValues", "SlotNames" }, promised.Annotations.Select(column => column.Name).Order().ToArray());

        var back = _context.Transforms.Conversion.MapKeyToValue("Back", "Key").Fit(mapped).Transform(mapped);
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(back.Schema["Back"]));
    }

    private IDataView Buffers(params VBuffer<float>[] values)
        => _context.Data.LoadFromEnumerable(values.Select(value => new { Value = value }).ToArray());

    private IDataView Map(IDataView data) => _context.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(data).Transform(data);
}
