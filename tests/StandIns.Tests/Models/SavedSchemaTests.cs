namespace Microsoft.ML.Tests;

[TestClass]
public class SavedSchemaTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Columns_come_back_with_names_and_types_in_order()
    {
        var schema = _context.Data.LoadFromEnumerable([new AllTypes()]).Schema;
        var loaded = Reloaded.Schema(schema);
        CollectionAssert.AreEqual(schema.Select(column => column.Name).ToArray(), loaded.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(schema.Select(column => column.Type).ToArray(), loaded.Select(column => column.Type).ToArray());
    }

    [TestMethod]
    public void Keys_of_each_kind_keep_their_number()
    {
        DataViewType[] types =
        [
            new KeyDataViewType(typeof(byte), 255), new KeyDataViewType(typeof(ushort), 300), new KeyDataViewType(typeof(ulong), 5_000_000_000),
            new VectorDataViewType(new KeyDataViewType(typeof(uint), 7)), new VectorDataViewType(new KeyDataViewType(typeof(uint), 7), 3),
            new VectorDataViewType(TextDataViewType.Instance, 2, 0),
        ];
        var builder = new DataViewSchema.Builder();
        foreach (var type in types)
            builder.AddColumn("Column", type);
        CollectionAssert.AreEqual(types, Reloaded.Schema(builder.ToSchema()).Select(column => column.Type).ToArray());
    }

    [TestMethod]
    public void Hidden_columns_are_still_there()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f, B = "x" }]);
        var loaded = Reloaded.Schema(_context.Transforms.CopyColumns("A", "B").Fit(data).Transform(data).Schema);
        CollectionAssert.AreEqual(new[] { "A", "A", "B" }, loaded.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { true, false, false }, loaded.Select(column => column.IsHidden).ToArray());
        Assert.AreEqual(TextDataViewType.Instance, loaded["A"].Type);
    }

    [TestMethod]
    public void Key_values_and_slot_names_come_back()
    {
        var definition = SchemaDefinition.Create(typeof(AllTypes));
        definition["TwoFloats"].AddAnnotation("SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var data = _context.Data.LoadFromEnumerable([new AllTypes()], definition);
        var keyed = _context.Transforms.Conversion.MapValueToKey("Keyed", "TwoFloats").Fit(data).Transform(data);
        var loaded = Reloaded.Schema(keyed.Schema);
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(loaded["TwoFloats"]));
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(loaded["Keyed"]));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Read.KeyValues<float>(loaded["Keyed"]));
    }

    [TestMethod]
    public void Annotations_of_any_kind_come_back_but_theirs_do_not()
    {
        var inner = new DataViewSchema.Annotations.Builder();
        inner.AddPrimitiveValue("Inner", NumberDataViewType.Int32, 1);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Number", NumberDataViewType.Double, 0.5, inner.ToAnnotations());
        annotations.AddPrimitiveValue("Text", TextDataViewType.Instance, "\u00e9\u4e2d\U0001F600".AsMemory());
        annotations.AddPrimitiveValue("Key", new KeyDataViewType(typeof(uint), 9), 4u);
        annotations.Add("Sparse", new VectorDataViewType(NumberDataViewType.Int64, 5),
            (ref VBuffer<long> value) => value = new VBuffer<long>(5, 1, [8], [3]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single, annotations.ToAnnotations());

        var loaded = Reloaded.Schema(builder.ToSchema())["A"].Annotations;
        CollectionAssert.AreEquivalent(new[] { "Number", "Text", "Key", "Sparse" }, loaded.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(0.5, Value<double>(loaded, "Number"));
        Assert.AreEqual("\u00e9\u4e2d\U0001F600", Value<ReadOnlyMemory<char>>(loaded, "Text").ToString());
        Assert.AreEqual(4u, Value<uint>(loaded, "Key"));
        CollectionAssert.AreEqual(new long[] { 0, 0, 0, 8, 0 }, Value<VBuffer<long>>(loaded, "Sparse").DenseValues().ToArray());
        Assert.IsEmpty(loaded.Schema["Number"].Annotations.Schema);
    }

    private static T Value<T>(DataViewSchema.Annotations annotations, string kind)
    {
        T value = default!;
        annotations.GetValue(kind, ref value);
        return value;
    }
}
