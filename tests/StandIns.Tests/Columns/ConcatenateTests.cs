namespace Microsoft.ML.Tests;

[TestClass]
public class ConcatenateTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Scalars_and_vectors_come_one_after_the_other()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Float = 9, TwoFloats = [1, 2] }]);
        var joined = Fit(data, "Float", "TwoFloats", "Float").Transform(data);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 4), joined.Schema["Joined"].Type);
        CollectionAssert.AreEqual(new[] { 9f, 1, 2, 9 }, Read.Arrays<float>(joined, "Joined")[0]);
    }

    [TestMethod]
    public void One_vector_of_unknown_length_makes_the_length_unknown()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Floats = [5], TwoFloats = [1, 2] }, new AllTypes { Floats = [] }]);
        var joined = Fit(data, "TwoFloats", "Floats").Transform(data);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), joined.Schema["Joined"].Type);
        CollectionAssert.AreEqual(new[] { 1f, 2, 5 }, Read.Arrays<float>(joined, "Joined")[0]);
        CollectionAssert.AreEqual(new[] { 1f, 2 }, Read.Arrays<float>(joined, "Joined")[1]);
        Assert.IsEmpty(joined.Schema["Joined"].Annotations.Schema);
    }

    [TestMethod]
    public void Texts_can_be_joined_too()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = "a", B = "b" }]);
        var joined = Fit(data, "B", "A").Transform(data);
        CollectionAssert.AreEqual(new[] { "b", "a" },
            Read.Arrays<ReadOnlyMemory<char>>(joined, "Joined")[0].Select(text => text.ToString()).ToArray());
    }

    [TestMethod]
    public void Positions_are_named_after_columns_and_their_positions()
    {
        var definition = SchemaDefinition.Create(typeof(AllTypes));
        definition["TwoFloats"].AddAnnotation("SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var data = _context.Data.LoadFromEnumerable([new AllTypes()], definition);
        var joined = Fit(data, "Float", "TwoFloats", "Matrix").Transform(data);
        CollectionAssert.AreEqual(new[] { "Float", "TwoFloats.x", "TwoFloats.y", "", "", "", "", "", "" },
            Read.SlotNames(joined.Schema["Joined"]));
    }

    [TestMethod]
    public void One_vector_alone_is_copied_with_its_annotations_and_dimensions()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { Matrix = [1, 2, 3, 4, 5, 6], Keys = [1, 2] }]);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 3), Fit(data, "Matrix").Transform(data).Schema["Joined"].Type);
        var keys = Fit(data, "Keys").Transform(data);
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Read.Arrays<uint>(keys, "Joined")[0]);
    }

    [TestMethod]
    public void Vectors_are_sparse_unless_more_than_half_of_the_values_are_explicit()
    {
        Assert.IsTrue(Join(new VBuffer<int>(4, 3, [1, 2, 3], [0, 1, 3])).IsDense);
        Assert.IsFalse(Join(new VBuffer<int>(5, 1, [1], [2])).IsDense);
        CollectionAssert.AreEqual(new[] { 7, 0, 0, 1, 0, 0 }, Join(new VBuffer<int>(5, 1, [1], [2])).DenseValues().ToArray());

        VBuffer<int> Join(VBuffer<int> buffer)
        {
            var data = _context.Data.LoadFromEnumerable([new AllTypes { Int = 7, VBuffer = buffer }]);
            return Read.Vectors<int>(Fit(data, "Int", "VBuffer").Transform(data), "Joined")[0];
        }
    }

    [TestMethod]
    public void The_shape_is_promised_before_fitting()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes()]);
        var promised = _context.Transforms.Concatenate("Joined", "Float", "TwoFloats")
            .GetOutputSchema(Shapes.Of(data.Schema)).Single(column => column.Name == "Joined");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, promised.Kind);
        Assert.AreEqual(NumberDataViewType.Single, promised.ItemType);
        Assert.AreEqual("SlotNames", promised.Annotations.Single().Name);
    }

    [TestMethod]
    public void The_promise_refuses_keys_and_mixed_types_and_the_transformer_only_mixed_types()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes()]);
        var shape = Shapes.Of(data.Schema);
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.Concatenate("Joined", "Key", "Keys").GetOutputSchema(shape));
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.Concatenate("Joined", "Int", "Float").GetOutputSchema(shape));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("Joined", "Missing").GetOutputSchema(shape));

        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 10)),
            Fit(data, "Key", "Keys").GetOutputSchema(data.Schema)["Joined"].Type);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(data, "Int", "Float").GetOutputSchema(data.Schema));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(data, "Missing").Transform(data));
    }

    [TestMethod]
    public void A_vector_of_a_wrong_length_is_an_error()
    {
        var data = _context.Data.LoadFromEnumerable([new AllTypes { TwoFloats = [1, 2, 3] }]);
        Assert.ThrowsExactly<InvalidOperationException>(() => Read.Vectors<float>(Fit(data, "TwoFloats", "Float").Transform(data), "Joined"));
    }

    [TestMethod]
    public void Names_are_needed()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("", "A"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("Joined"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("Joined", "A", ""));
    }

    private ColumnConcatenatingTransformer Fit(IDataView data, params string[] names)
        => _context.Transforms.Concatenate("Joined", names).Fit(data);
}
