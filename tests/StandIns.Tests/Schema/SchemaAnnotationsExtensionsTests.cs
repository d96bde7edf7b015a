namespace Microsoft.ML.Tests;

[TestClass]
public class SchemaAnnotationsExtensionsTests
{
    private static readonly KeyDataViewType ThreeKeys = new(typeof(uint), 3);

    [TestMethod]
    public void Key_values_are_text_unless_asked_otherwise()
    {
        var column = Column(ThreeKeys, "KeyValues", "a", "b", "c");
        Assert.IsTrue(column.HasKeyValues());
        Assert.IsFalse(column.HasKeyValues(NumberDataViewType.Single));
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, Read.KeyTexts(column));
    }

    [TestMethod]
    public void Vectors_of_keys_have_key_values_too()
        => Assert.IsTrue(Column(new VectorDataViewType(ThreeKeys), "KeyValues", "a", "b", "c").HasKeyValues());

    [TestMethod]
    public void Key_values_must_be_as_many_as_keys()
    {
        Assert.IsFalse(Column(ThreeKeys, "KeyValues", "a", "b").HasKeyValues());
        Assert.IsFalse(Column(NumberDataViewType.UInt32, "KeyValues", "a", "b", "c").HasKeyValues());
        Assert.IsFalse(Column(ThreeKeys, "Other", "a", "b", "c").HasKeyValues());
    }

    [TestMethod]
    public void Key_values_that_are_not_there_are_an_error()
        => Assert.ThrowsExactly<InvalidOperationException>(() => Read.KeyTexts(Column(ThreeKeys, "Other", "a")));

    [TestMethod]
    public void Slot_names_must_be_as_many_as_slots()
    {
        var column = Column(new VectorDataViewType(NumberDataViewType.Single, 2), "SlotNames", "x", "y");
        Assert.IsTrue(column.HasSlotNames());
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(column));
        Assert.IsFalse(Column(new VectorDataViewType(NumberDataViewType.Single, 3), "SlotNames", "x", "y").HasSlotNames());
        Assert.IsFalse(Column(new VectorDataViewType(NumberDataViewType.Single), "SlotNames", "x", "y").HasSlotNames());
    }

    [TestMethod]
    public void A_column_may_be_normalized()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("A", NumberDataViewType.Single, annotations.ToAnnotations());
        schema.AddColumn("B", NumberDataViewType.Single);
        Assert.IsTrue(schema.ToSchema()["A"].IsNormalized());
        Assert.IsFalse(schema.ToSchema()["B"].IsNormalized());
    }

    private static DataViewSchema.Column Column(DataViewType type, string kind, params string[] values)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(kind, new VectorDataViewType(TextDataViewType.Instance, values.Length), (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new VBuffer<ReadOnlyMemory<char>>(values.Length, Array.ConvertAll(values, text => text.AsMemory())));
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("A", type, annotations.ToAnnotations());
        return schema.ToSchema()["A"];
    }
}
