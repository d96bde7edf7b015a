namespace Microsoft.ML.Tests;

[TestClass]
public class DataViewSchemaTests
{
    [TestMethod]
    public void Columns_are_found_by_index_and_by_name()
    {
        var schema = Build(("A", NumberDataViewType.Int32), ("B", TextDataViewType.Instance));
        Assert.HasCount(2, schema);
        Assert.AreEqual("B", schema[1].Name);
        Assert.AreEqual(1, schema["B"].Index);
        Assert.AreEqual(TextDataViewType.Instance, schema["B"].Type);
        Assert.AreEqual(0, schema.GetColumnOrNull("A")!.Value.Index);
        Assert.IsNull(schema.GetColumnOrNull("C"));
    }

    [TestMethod]
    public void Unknown_columns_are_an_error()
    {
        var schema = Build(("A", NumberDataViewType.Int32));
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => schema["Missing"]);
        Assert.Contains("Missing", error.Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => schema[1]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => schema[-1]);
        Assert.ThrowsExactly<ArgumentNullException>(() => schema[""]);
        Assert.ThrowsExactly<ArgumentNullException>(() => schema.GetColumnOrNull(null!));
    }

    [TestMethod]
    public void A_name_used_again_hides_the_older_column()
    {
        var schema = Build(("A", NumberDataViewType.Int32), ("A", NumberDataViewType.Single));
        Assert.IsTrue(schema[0].IsHidden);
        Assert.IsFalse(schema[1].IsHidden);
        Assert.AreEqual(1, schema["A"].Index);
    }

    [TestMethod]
    public void Columns_of_a_schema_can_be_added_to_another_one()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(Build(("A", NumberDataViewType.Int32), ("B", NumberDataViewType.Single)).Where(column => column.Name == "B"));
        builder.AddColumns([new DataViewSchema.DetachedColumn("C", BooleanDataViewType.Instance)]);
        var schema = builder.ToSchema();
        CollectionAssert.AreEqual(new[] { "B", "C" }, schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(0, schema["B"].Index);
    }

    [TestMethod]
    public void Detached_columns_need_a_name_and_a_type()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => new DataViewSchema.DetachedColumn("", NumberDataViewType.Int32));
        Assert.ThrowsExactly<ArgumentNullException>(() => new DataViewSchema.DetachedColumn("A", null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new DataViewSchema.Builder().AddColumn(null!, NumberDataViewType.Int32));
    }

    [TestMethod]
    public void Columns_without_annotations_have_empty_ones()
    {
        Assert.IsEmpty(Build(("A", NumberDataViewType.Int32))[0].Annotations.Schema);
        Assert.IsEmpty(new DataViewSchema.DetachedColumn("A", NumberDataViewType.Int32).Annotations.Schema);
    }

    [TestMethod]
    public void A_detached_column_keeps_name_type_and_annotations()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Kind", NumberDataViewType.Int32, 3);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single, annotations.ToAnnotations());
        var detached = new DataViewSchema.DetachedColumn(builder.ToSchema()[0]);
        Assert.AreEqual("A", detached.Name);
        Assert.AreEqual(NumberDataViewType.Single, detached.Type);
        Assert.IsNotNull(detached.Annotations.Schema.GetColumnOrNull("Kind"));
    }

    private static DataViewSchema Build(params (string Name, DataViewType Type)[] columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var (name, type) in columns)
            builder.AddColumn(name, type);
        return builder.ToSchema();
    }
}
