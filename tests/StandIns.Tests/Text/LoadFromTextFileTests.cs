namespace Microsoft.ML.Tests;

[TestClass]
public class LoadFromTextFileTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fields_are_separated_by_tabs_and_become_columns()
    {
        using var file = new TextFile("u1\t3\t0.5", "u2\t4\t1.5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path);
        CollectionAssert.AreEqual(new[] { "User", "Item", "Score" }, data.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(TextDataViewType.Instance, data.Schema["User"].Type);
        Assert.AreEqual(NumberDataViewType.Int32, data.Schema["Item"].Type);
        CollectionAssert.AreEqual(new[] { "u1", "u2" }, Read.Texts(data, "User"));
        CollectionAssert.AreEqual(new[] { 3, 4 }, Read.Scalars<int>(data, "Item"));
        CollectionAssert.AreEqual(new[] { 0.5f, 1.5f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void The_separator_can_be_chosen_and_a_header_left_out()
    {
        using var file = new TextFile("user,item,score", "u1,3,0.5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path, separatorChar: ',', hasHeader: true);
        CollectionAssert.AreEqual(new[] { "u1" }, Read.Texts(data, "User"));
    }

    [TestMethod]
    public void There_can_be_several_separators()
    {
        using var file = new TextFile("u1,3;0.5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path, new TextLoader.Options { Separators = [',', ';'] });
        CollectionAssert.AreEqual(new[] { 0.5f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void The_number_of_rows_can_be_limited()
    {
        using var file = new TextFile("a", "b", "c");
        CollectionAssert.AreEqual(new[] { "a", "b" }, Read.Texts(Load(file, new TextLoader.Options { MaxRows = 2 }), "Text"));
        CollectionAssert.AreEqual(new[] { "b" }, Read.Texts(Load(file, new TextLoader.Options { MaxRows = 1, HasHeader = true }), "Text"));
    }

    [TestMethod]
    public void Changing_the_options_later_changes_nothing()
    {
        using var file = new TextFile("a,b", "c,d");
        var options = new TextLoader.Options { Separators = [','], HasHeader = true };
        var data = Load(file, options);
        options.HasHeader = false;
        options.Separators[0] = ';';
        CollectionAssert.AreEqual(new[] { "c" }, Read.Texts(data, "Text"));
    }

    [TestMethod]
    public void Fields_beyond_the_number_of_fields_are_missing()
    {
        using var file = new TextFile("u1\t3\t0.5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path, new TextLoader.Options { InputSize = 2 });
        CollectionAssert.AreEqual(new[] { 3 }, Read.Scalars<int>(data, "Item"));
        CollectionAssert.AreEqual(new[] { 0f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void Blank_lines_and_comments_are_no_rows()
    {
        using var file = new TextFile("# at the start", "", "// anywhere", "a", "", "// anywhere", "# later a row", "/b");
        CollectionAssert.AreEqual(new[] { "a", "# later a row", "/b" }, Read.Texts(Load(file), "Text"));
        CollectionAssert.AreEqual(new[] { "# later a row", "/b" },
            Read.Texts(Load(file, new TextLoader.Options { HasHeader = true }), "Text"));
    }

    [TestMethod]
    public void A_file_may_be_empty()
    {
        using var file = new TextFile();
        Assert.IsEmpty(Read.Texts(Load(file), "Text"));
        Assert.IsEmpty(Read.Texts(Load(file, new TextLoader.Options { HasHeader = true }), "Text"));
    }

    [TestMethod]
    public void Spaces_before_a_field_are_dropped_and_those_behind_it_stay()
    {
        using var file = new TextFile("  a \t  3\t1  ");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path);
        CollectionAssert.AreEqual(new[] { "a " }, Read.Texts(data, "User"));
        CollectionAssert.AreEqual(new[] { 1f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void White_space_at_the_end_of_a_line_can_be_dropped()
    {
        using var file = new TextFile("a \t ");
        CollectionAssert.AreEqual(new[] { "a " }, Read.Texts(Load(file), "Text"));
        CollectionAssert.AreEqual(new[] { "a" }, Read.Texts(Load(file, new TextLoader.Options { TrimWhitespace = true }), "Text"));
        using var single = new TextFile("a ");
        var trimmed = _context.Data.LoadFromTextFile<One>(single.Path, trimWhitespace: true);
        CollectionAssert.AreEqual(new[] { "a" }, Read.Texts(trimmed, "Text"));
    }

    [TestMethod]
    public void Missing_fields_are_the_default()
    {
        using var file = new TextFile("u1", "u2\t\t2", "\t5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path);
        CollectionAssert.AreEqual(new[] { "u1", "u2", "" }, Read.Texts(data, "User"));
        CollectionAssert.AreEqual(new[] { 0, 0, 5 }, Read.Scalars<int>(data, "Item"));
        CollectionAssert.AreEqual(new[] { 0f, 2f, 0f }, Read.Scalars<float>(data, "Score"));
    }

    [TestMethod]
    public void Quotes_are_part_of_the_text_unless_allowed()
    {
        using var file = new TextFile("\"a\tb\"\t3");
        CollectionAssert.AreEqual(new[] { "\"a" }, Read.Texts(Load(file), "Text"));
    }

    [TestMethod]
    public void Quoted_fields_may_hold_separators_and_doubled_quotes()
    {
        using var file = new TextFile("\"a\tb\"\t3", "\"say \"\"yes\"\"\" \t4", "plain \"quote\"\t5", "\"\"\t6");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path, allowQuoting: true);
        CollectionAssert.AreEqual(new[] { "a\tb", "say \"yes\"", "plain \"quote\"", "" }, Read.Texts(data, "User"));
        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6 }, Read.Scalars<int>(data, "Item"));
    }

    [TestMethod]
    public void Badly_quoted_fields_are_empty_and_logged()
    {
        using var file = new TextFile("\"open\t3", "\"a\"b\t4");
        var warnings = new List<string>();
        _context.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path, allowQuoting: true);
        CollectionAssert.AreEqual(new[] { "", "" }, Read.Texts(data, "User"));
        CollectionAssert.AreEqual(new[] { 0, 4 }, Read.Scalars<int>(data, "Item"));
        Assert.IsGreaterThanOrEqualTo(2, warnings.Count);
    }

    [TestMethod]
    public void The_view_cannot_shuffle_and_does_not_count()
    {
        using var file = new TextFile("a", "b");
        var data = Load(file);
        Assert.IsFalse(data.CanShuffle);
        Assert.IsNull(data.GetRowCount());
        var ids = Read.Ids(data);
        Assert.HasCount(2, ids.Distinct());
        CollectionAssert.AreEqual(ids, Read.Ids(data));
    }

    [TestMethod]
    public void Only_active_columns_of_the_right_type_have_getters()
    {
        using var file = new TextFile("u1\t3\t0.5");
        var data = _context.Data.LoadFromTextFile<Rating>(file.Path);
        using var cursor = data.GetRowCursor([data.Schema["Item"]]);
        Assert.AreSame(data.Schema, cursor.Schema);
        Assert.IsFalse(cursor.IsColumnActive(data.Schema["User"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["User"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<long>(data.Schema["Item"]));
        var get = cursor.GetGetter<int>(data.Schema["Item"]);
        var value = 0;
        Assert.ThrowsExactly<InvalidOperationException>(() => get(ref value));
    }

    [TestMethod]
    public void The_file_is_read_whenever_the_view_is()
    {
        using var file = new TextFile("a");
        var data = Load(file);
        File.WriteAllLines(file.Path, ["b", "c"]);
        CollectionAssert.AreEqual(new[] { "b", "c" }, Read.Texts(data, "Text"));
        File.Delete(file.Path);
        Assert.ThrowsExactly<FormatException>(() => Read.Texts(data, "Text"));
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_an_error_at_once()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<One>(""));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Data.LoadFromTextFile<One>(Path.Combine(Path.GetTempPath(), "no such file")));
    }

    [TestMethod]
    public void Some_characters_cannot_separate()
    {
        using var file = new TextFile("a");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<One>(file.Path, separatorChar: '"'));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<One>(file.Path, separatorChar: '1'));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Data.LoadFromTextFile<One>(file.Path, separatorChar: ':', allowSparse: true));
    }

    [TestMethod]
    public void Many_rows_come_in_order()
    {
        using var file = new TextFile([.. Enumerable.Range(0, 1000).Select(i => $"{i}")]);
        CollectionAssert.AreEqual(Enumerable.Range(0, 1000).Select(i => $"{i}").ToArray(), Read.Texts(Load(file), "Text"));
    }

    private IDataView Load(TextFile file, TextLoader.Options? options = null)
        => _context.Data.LoadFromTextFile<One>(file.Path, options ?? new TextLoader.Options());

    private sealed class One
    {
        [LoadColumn(0)]
        public string? Text { get; set; }
    }

    private sealed class Rating
    {
        [LoadColumn(0)]
        public string? User { get; set; }

        [LoadColumn(1)]
        public int Item { get; set; }

        [LoadColumn(2)]
        public float Score { get; set; }
    }
}
