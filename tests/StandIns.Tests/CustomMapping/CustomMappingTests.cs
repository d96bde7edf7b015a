namespace Microsoft.ML.Tests;

[TestClass]
public class CustomMappingTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Members_are_columns_on_both_sides()
    {
        var data = Lengths("abc", "d");
        var mapped = _context.Transforms.CustomMapping<TextRow, LengthRow>(Measure, null).Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { "Text", "Length", "Letters" }, mapped.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 3, 1 }, Read.Scalars<int>(mapped, "Length"));
        CollectionAssert.AreEqual(new[] { "a", "b", "c" },
            Read.Arrays<ReadOnlyMemory<char>>(mapped, "Letters")[0].Select(text => text.ToString()).ToArray());
        Assert.AreEqual(2, mapped.GetRowCount());
    }

    [TestMethod]
    public void All_types_can_be_read_and_written()
    {
        AllTypes? seen = null;
        var row = new AllTypes
        {
            Byte = 1, SByte = -2, Short = -3, UShort = 4, Int = -5, UInt = 6, Long = -7, ULong = 8, Float = 9.5f, Double = 10.5, Bool = true,
            String = "s", Memory = "m".AsMemory(), DateTime = new DateTime(2020, 1, 2), DateTimeOffset = new DateTimeOffset(2020, 1, 2, 3, 4, 5, default),
            TimeSpan = TimeSpan.FromMinutes(1), RowId = new DataViewRowId(1, 2), Floats = [1, 2, 3], Strings = ["x", "y"],
            VBuffer = new VBuffer<int>(5, 1, [4], [2]), Keys = [3], KeyBuffer = new VBuffer<uint>(1, [2]),
        };
        var data = _context.Data.LoadFromEnumerable([row]);
        var mapped = _context.Transforms.CustomMapping<AllTypes, Nothing>((source, _) => seen = source, null).Fit(data).Transform(data);
        Read.Scalars<int>(mapped, "Ignored");
        Assert.IsNotNull(seen);
        foreach (var property in typeof(AllTypes).GetProperties().Where(property => property.PropertyType.IsPrimitive && property.Name != "Key"))
            Assert.AreEqual(property.GetValue(row), property.GetValue(seen), property.Name);
        Assert.AreEqual("s m", $"{seen.String} {seen.Memory}");
        Assert.AreEqual((row.DateTime, row.DateTimeOffset, row.TimeSpan, row.RowId), (seen.DateTime, seen.DateTimeOffset, seen.TimeSpan, seen.RowId));
        CollectionAssert.AreEqual(row.Floats, seen.Floats);
        CollectionAssert.AreEqual(row.Strings, seen.Strings);
        CollectionAssert.AreEqual(new[] { 0, 0, 4, 0, 0 }, seen.VBuffer.DenseValues().ToArray());
        CollectionAssert.AreEqual(new uint[] { 3 }, seen.Keys);
        CollectionAssert.AreEqual(new uint[] { 2 }, seen.KeyBuffer.DenseValues().ToArray());
    }

    [TestMethod]
    public void Scalar_keys_are_raw_when_read_and_count_from_zero_when_written()
    {
        var data = _context.Data.LoadFromEnumerable([new KeyRow { Key = 2 }, new KeyRow { Key = uint.MaxValue }]);
        CollectionAssert.AreEqual(new uint[] { 3, 0 }, Read.Scalars<uint>(data, "Key"));
        var mapped = _context.Transforms.CustomMapping<KeyRow, OtherKeyRow>((source, target) => target.Other = source.Key, null)
            .Fit(data).Transform(data);
        CollectionAssert.AreEqual(new uint[] { 4, 1 }, Read.Scalars<uint>(mapped, "Other"));
    }

    [TestMethod]
    public void The_action_runs_at_most_once_per_row_and_not_for_other_columns()
    {
        var runs = 0;
        var data = Lengths("a", "b", "c");
        var mapped = _context.Transforms.CustomMapping<TextRow, LengthRow>((source, target) => { Interlocked.Increment(ref runs); Measure(source, target); }, null)
            .Fit(data).Transform(data);
        using (var cursor = mapped.GetRowCursor(mapped.Schema))
        {
            var length = cursor.GetGetter<int>(mapped.Schema["Length"]);
            var letters = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(mapped.Schema["Letters"]);
            var number = 0;
            VBuffer<ReadOnlyMemory<char>> texts = default;
            cursor.MoveNext();
            cursor.MoveNext();
            length(ref number);
            letters(ref texts);
            length(ref number);
        }
        var before = runs;
        Assert.IsInRange(1, 3, before); // ML.NET may read rows ahead, on other threads
        Read.Texts(mapped, "Text");
        Assert.AreEqual(before, runs);
    }

    [TestMethod]
    public void The_objects_are_used_for_all_rows_of_a_cursor()
    {
        var sources = new HashSet<TextRow>(ReferenceEqualityComparer.Instance);
        var data = Lengths("a", "b", "c");
        var mapped = _context.Transforms.CustomMapping<TextRow, LengthRow>(
            (source, target) =>
            {
                sources.Add(source);
                target.Length++;
            }, null).Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, Read.Scalars<int>(mapped, "Length"));
        Assert.HasCount(1, sources);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, Read.Scalars<int>(mapped, "Length"));
        Assert.HasCount(2, sources);
    }

    [TestMethod]
    public void Outputs_hide_columns_of_their_name_and_stand_next_to_them()
    {
        var data = _context.Data.LoadFromEnumerable([new { Length = 1f, Text = "abc" }]);
        var mapped = _context.Transforms.CustomMapping<TextRow, LengthRow>(Measure, null).Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { "Length", "Length", "Text", "Letters" }, mapped.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(NumberDataViewType.Int32, mapped.Schema["Length"].Type);
    }

    [TestMethod]
    public void Definitions_say_which_columns_the_members_are()
    {
        var input = SchemaDefinition.Create(typeof(TextRow));
        input["Text"].ColumnName = "Name";
        var output = SchemaDefinition.Create(typeof(LengthRow));
        output["Letters"].ColumnType = new VectorDataViewType(TextDataViewType.Instance, 2);
        output["Letters"].AddAnnotation("SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var data = _context.Data.LoadFromEnumerable([new { Name = "ab" }]);
        var estimator = _context.Transforms.CustomMapping<TextRow, LengthRow>(Measure, null, input, output);
        var mapped = estimator.Fit(data).Transform(data);
        CollectionAssert.AreEqual(new[] { 2 }, Read.Scalars<int>(mapped, "Length"));
        CollectionAssert.AreEqual(new[] { "x", "y" }, Read.SlotNames(mapped.Schema["Letters"]));
        var promised = estimator.GetOutputSchema(Shapes.Of(data.Schema)).Single(column => column.Name == "Letters");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, promised.Kind);
        Assert.AreEqual("SlotNames", promised.Annotations.Single().Name);
    }

    [TestMethod]
    public void Missing_columns_and_wrong_types_are_errors()
    {
        var estimator = _context.Transforms.CustomMapping<TextRow, LengthRow>(Measure, null);
        var missing = _context.Data.LoadFromEnumerable([new { Other = "a" }]);
        var wrong = _context.Data.LoadFromEnumerable([new { Text = 1f }]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(missing.Schema)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(missing));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(wrong.Schema)));
        Assert.ThrowsExactly<InvalidOperationException>(() => estimator.Fit(wrong));
        Assert.ThrowsExactly<ArgumentNullException>(() => _context.Transforms.CustomMapping<TextRow, LengthRow>(null!, null));
    }

    [TestMethod]
    public void The_promise_is_stricter_about_lengths_and_keys_than_the_transformer()
    {
        var variable = _context.Data.LoadFromEnumerable([new { Two = new[] { 1f, 2f } }]);
        var pair = _context.Transforms.CustomMapping<PairRow, Nothing>((_, _) => { }, null);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => pair.GetOutputSchema(Shapes.Of(variable.Schema)));
        Assert.HasCount(2, pair.Fit(variable).GetOutputSchema(variable.Schema));

        var keys = _context.Data.LoadFromEnumerable([new KeyRow()]);
        var number = _context.Transforms.CustomMapping<NumberRow, Nothing>((_, _) => { }, null);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => number.GetOutputSchema(Shapes.Of(keys.Schema)));
        Assert.HasCount(2, number.Fit(keys).GetOutputSchema(keys.Schema));
    }

    private static void Measure(TextRow source, LengthRow target)
    {
        target.Length = source.Text.Length;
        target.Letters = [.. source.Text.Select(letter => letter.ToString())];
    }

    private IDataView Lengths(params string[] texts) => _context.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Text = text }).ToArray());

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }

    private sealed class LengthRow
    {
        public int Length { get; set; }

        public string[] Letters { get; set; } = [];
    }

    private sealed class Nothing
    {
        public int Ignored { get; set; }
    }

    private sealed class KeyRow
    {
        [KeyType(10)]
        public uint Key { get; set; }
    }

    private sealed class OtherKeyRow
    {
        [KeyType(10)]
        public uint Other { get; set; }
    }

    private sealed class NumberRow
    {
        public uint Key { get; set; }
    }

    private sealed class PairRow
    {
        [VectorType(2)]
        public float[] Two { get; set; } = [];
    }
}
