namespace Microsoft.ML.Tests;

[TestClass]
public class SchemaDefinitionTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void A_type_known_only_at_run_time_can_be_set()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Items"].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), 7), 3);
        var data = _context.Data.LoadFromEnumerable([new Row { Items = [1, 2, 3] }], definition);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 7), 3), data.Schema["Items"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3 }, Read.Arrays<uint>(data, "Items")[0]);
    }

    [TestMethod]
    public void Columns_can_be_renamed_and_left_out()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Score"].ColumnName = "Renamed";
        definition.Remove(definition["Items"]);
        var data = _context.Data.LoadFromEnumerable([new Row { Score = 3 }], definition);
        Assert.AreEqual("Renamed", data.Schema.Single().Name);
        CollectionAssert.AreEqual(new[] { 3f }, Read.Scalars<float>(data, "Renamed"));
        Assert.IsNull(definition["Items"]);
    }

    [TestMethod]
    public void Annotations_can_be_added()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Items"].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), 2));
        definition["Items"].AddAnnotation("KeyValues", new[] { "a", "b" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        definition["Items"].AddAnnotation("Numbers", new[] { 1, 2 }, new VectorDataViewType(NumberDataViewType.Int32, 2));
        definition["Items"].AddAnnotation("Buffer", new VBuffer<int>(2, [3, 4]), new VectorDataViewType(NumberDataViewType.Int32, 2));
        definition["Items"].AddAnnotation("Text", "t", TextDataViewType.Instance);
        definition["Items"].AddAnnotation("Key", 2u, new KeyDataViewType(typeof(uint), 5));
        Assert.ThrowsExactly<InvalidOperationException>(() => definition["Items"].AddAnnotation("Text", "u", TextDataViewType.Instance));
        Assert.ThrowsExactly<InvalidOperationException>(() => definition["Items"].AddAnnotation("Wrong", "u", NumberDataViewType.Int32));

        var column = _context.Data.LoadFromEnumerable([new Row()], definition).Schema["Items"];
        CollectionAssert.AreEqual(new[] { "a", "b" }, Read.KeyTexts(column));
        VBuffer<int> numbers = default;
        column.Annotations.GetValue("Numbers", ref numbers);
        CollectionAssert.AreEqual(new[] { 1, 2 }, numbers.DenseValues().ToArray());
        column.Annotations.GetValue("Buffer", ref numbers);
        CollectionAssert.AreEqual(new[] { 3, 4 }, numbers.DenseValues().ToArray());
        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue("Text", ref text);
        Assert.AreEqual("t", text.ToString());
        var key = 0u;
        column.Annotations.GetValue("Key", ref key);
        Assert.AreEqual(2u, key);
    }

    [TestMethod]
    public void The_type_must_fit_the_member()
    {
        ThrowsWith(new VectorDataViewType(NumberDataViewType.Single, 2), "Score");
        ThrowsWith(NumberDataViewType.Int32, "Score");
        ThrowsWith(NumberDataViewType.UInt32, "Items");
    }

    [TestMethod]
    public void A_direction_selects_members()
    {
        CollectionAssert.AreEqual(new[] { "Get" }, Names(SchemaDefinition.Direction.Read));
        CollectionAssert.AreEqual(new[] { "Set" }, Names(SchemaDefinition.Direction.Write));
        CollectionAssert.AreEqual(new[] { "Get", "Set" }, Names(SchemaDefinition.Direction.Both));

        static string[] Names(SchemaDefinition.Direction direction)
            => [.. SchemaDefinition.Create(typeof(OneWay), direction).Select(column => column.ColumnName).Order()];
    }

    [TestMethod]
    public void A_schema_gives_types_and_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Items"].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), 2), 2);
        definition["Items"].AddAnnotation("KeyValues", new[] { "a", "b" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        definition.Remove(definition["Score"]);
        var schema = _context.Data.LoadFromEnumerable([new Row()], definition).Schema;

        var data = _context.Data.LoadFromEnumerable([new Row { Items = [2, 1], Score = 4 }], schema);
        Assert.AreEqual(schema["Items"].Type, data.Schema["Items"].Type);
        CollectionAssert.AreEqual(new[] { "a", "b" }, Read.KeyTexts(data.Schema["Items"]));
        CollectionAssert.AreEqual(new[] { 4f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void A_schema_needs_a_member_for_each_column()
    {
        var schema = _context.Data.LoadFromEnumerable([new { Missing = 1f }]).Schema;
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Data.LoadFromEnumerable([new Row()], schema));
        Assert.Contains("Missing", error.Message);
    }

    private void ThrowsWith(DataViewType type, string name)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[name].ColumnType = type;
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable([new Row()], definition));
        Assert.Contains(name, error.Message);
    }

    private sealed class Row
    {
        public float Score { get; set; }

        public uint[] Items { get; set; } = [];
    }

    private sealed class OneWay
    {
        private float _value = 1;

        public float Get => _value;

        public float Set
        {
            set => _value = value;
        }
    }
}
