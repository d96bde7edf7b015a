namespace Microsoft.ML.Tests;

// The shape of a schema cannot be made directly, but it comes out of a loader that has an empty chain appended.
[TestClass]
public class SchemaShapeTests
{
    [TestMethod]
    public void The_kind_of_a_column_is_kept_and_its_size_is_not()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Scalar", NumberDataViewType.Single);
        schema.AddColumn("Vector", new VectorDataViewType(NumberDataViewType.Single, 3));
        schema.AddColumn("Variable", new VectorDataViewType(TextDataViewType.Instance));
        var shape = Shapes.Of(schema.ToSchema());

        CollectionAssert.AreEqual(new[] { "Scalar", "Vector", "Variable" }, shape.Select(column => column.Name).ToArray());
        Assert.AreEqual(SchemaShape.Column.VectorKind.Scalar, shape[0].Kind);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, shape[1].Kind);
        Assert.AreEqual(SchemaShape.Column.VectorKind.VariableVector, shape[2].Kind);
        Assert.AreEqual(NumberDataViewType.Single, shape[1].ItemType);
        Assert.AreEqual(TextDataViewType.Instance, shape[2].ItemType);
    }

    [TestMethod]
    public void Keys_are_marked_and_have_the_type_of_their_numbers()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Key", new KeyDataViewType(typeof(uint), 5));
        schema.AddColumn("Keys", new VectorDataViewType(new KeyDataViewType(typeof(byte), 5)));
        schema.AddColumn("Number", NumberDataViewType.UInt32);
        var shape = Shapes.Of(schema.ToSchema());

        Assert.IsTrue(shape[0].IsKey);
        Assert.AreEqual(NumberDataViewType.UInt32, shape[0].ItemType);
        Assert.IsTrue(shape[1].IsKey);
        Assert.AreEqual(NumberDataViewType.Byte, shape[1].ItemType);
        Assert.IsFalse(shape[2].IsKey);
    }

    [TestMethod]
    public void Annotations_are_columns_of_a_shape()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, 5),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = default);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Key", new KeyDataViewType(typeof(uint), 5), annotations.ToAnnotations());
        schema.AddColumn("Plain", NumberDataViewType.Single);
        var shape = Shapes.Of(schema.ToSchema());

        Assert.HasCount(1, shape[0].Annotations);
        Assert.AreEqual("KeyValues", shape[0].Annotations[0].Name);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, shape[0].Annotations[0].Kind);
        Assert.IsEmpty(shape[1].Annotations);
    }

    [TestMethod]
    public void Hidden_columns_have_no_shape()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("A", NumberDataViewType.Int32);
        schema.AddColumn("A", NumberDataViewType.Single);
        var shape = Shapes.Of(schema.ToSchema());
        Assert.HasCount(1, shape);
        Assert.AreEqual(NumberDataViewType.Single, shape[0].ItemType);
    }

    [TestMethod]
    public void A_shape_can_be_made_of_columns_of_other_shapes()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("A", NumberDataViewType.Int32);
        schema.AddColumn("B", NumberDataViewType.Single);
        var shape = new SchemaShape(Shapes.Of(schema.ToSchema()).Where(column => column.Name == "B"));
        Assert.HasCount(1, shape);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SchemaShape([default]));
    }
}
