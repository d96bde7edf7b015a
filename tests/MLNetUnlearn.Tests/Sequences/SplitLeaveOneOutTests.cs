using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class SplitLeaveOneOutTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void The_last_item_is_for_the_test_and_the_one_before_for_validation()
    {
        IDataView split = Split(Samples.Sequences(_mlContext, "u1: a b c d e; u2: f g h"));

        CollectionAssert.AreEqual(new[] { "u1 | a b c | d | e", "u2 | f | g | h" }, Cells.Rows(split));
    }

    [TestMethod]
    public void Sequences_of_fewer_than_three_items_stay_whole()
    {
        IDataView split = Split(Samples.Sequences(_mlContext, "u1: a b; u2: c; u3: d e f"));

        CollectionAssert.AreEqual(new[] { "u1 | a b | - | -", "u2 | c | - | -", "u3 | d | e | f" }, Cells.Rows(split));
    }

    [TestMethod]
    public void Missing_items_are_left_out_first()
    {
        IDataView sequences = Samples.RawSequences(_mlContext, new RawSequence { Sequence = [0, 3, 0, 4, 5, 0] },
            new RawSequence { Sequence = [0, 3, 0] });

        CollectionAssert.AreEqual(new[] { "3 | 4 | 5", "3 | - | -" },
            Cells.Rows(Split(sequences), "Sequence", "ValidationItem", "TestItem"));
    }

    [TestMethod]
    public void Times_stay_as_they_are()
    {
        IDataView split = Split(Samples.TimedSequences(_mlContext, "u1: a b c d"));

        CollectionAssert.AreEqual(new[] { "a b | 1 2 3 4" }, Cells.Rows(split, "Sequence", "Timestamp"));
    }

    [TestMethod]
    public void Held_out_items_carry_the_sequences_key_type_and_values()
    {
        DataViewSchema schema = Split(Samples.Sequences(_mlContext, "u1: a b c")).Schema;

        foreach (string name in new[] { "ValidationItem", "TestItem" })
        {
            Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), schema[name].Type);
            VBuffer<ReadOnlyMemory<char>> values = default;
            schema[name].GetKeyValues(ref values);
            Assert.AreEqual("a b c", string.Join(" ", values.DenseValues()));
        }
    }

    [TestMethod]
    public void The_shortened_sequence_stands_right_after_the_one_it_hides()
    {
        IDataView split = Split(Samples.TimedSequences(_mlContext, "u1: a b c d"));

        CollectionAssert.AreEqual(new[] { "UserId", "(Sequence)", "Sequence", "Timestamp", "ValidationItem", "TestItem" },
            split.Schema.Select(column => column.IsHidden ? $"({column.Name})" : column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "a b c d" }, HiddenSequence(split));
    }

    [TestMethod]
    public void Columns_may_have_other_names()
    {
        IDataView sequences = _mlContext.Transforms.CopyColumns("History", "Sequence").Fit(Samples.Sequences(_mlContext, "u1: a b c"))
            .Transform(Samples.Sequences(_mlContext, "u1: a b c"));

        IDataView split = _mlContext.Transforms.SplitLeaveOneOut("History", "V", "T").Fit(sequences).Transform(sequences);

        CollectionAssert.AreEqual(new[] { "u1 | a b c | a | b | c" }, Cells.Rows(split, "UserId", "Sequence", "History", "V", "T"));
    }

    [TestMethod]
    public void It_works_in_a_prediction_engine()
    {
        IDataView sequences = Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1] });
        ITransformer transformer = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences);
        using PredictionEngine<RawSequence, SplitRow> engine = _mlContext.Model.CreatePredictionEngine<RawSequence, SplitRow>(transformer);

        SplitRow first = engine.Predict(new RawSequence { Sequence = [7, 8, 9] });
        SplitRow second = engine.Predict(new RawSequence { Sequence = [4, 5] });

        CollectionAssert.AreEqual(new uint[] { 7 }, first.Sequence);
        Assert.AreEqual((8u, 9u), (first.ValidationItem, first.TestItem));
        CollectionAssert.AreEqual(new uint[] { 4, 5 }, second.Sequence);
        Assert.AreEqual((0u, 0u), (second.ValidationItem, second.TestItem));
    }

    [TestMethod]
    public void The_mapper_asks_only_for_what_it_needs()
    {
        IDataView sequences = Samples.TimedSequences(_mlContext, "u1: a b c d");
        IRowToRowMapper mapper = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).GetRowToRowMapper(sequences.Schema);

        string[] Dependencies(params string[] names) =>
            mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name).ToArray();

        CollectionAssert.AreEqual(new[] { "Sequence" }, Dependencies("TestItem"));
        CollectionAssert.AreEqual(new[] { "UserId" }, Dependencies("UserId"));
        CollectionAssert.AreEqual(new[] { "Sequence", "Timestamp" }, Dependencies("Timestamp", "ValidationItem", "Sequence"));
        CollectionAssert.AreEqual(Array.Empty<string>(), Dependencies());
    }

    [TestMethod]
    public void The_mapper_rejects_rows_of_another_schema()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c d");
        IRowToRowMapper mapper = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).GetRowToRowMapper(sequences.Schema);
        IDataView other = Samples.Sequences(_mlContext, "u1: a b c d");
        using DataViewRowCursor cursor = other.GetRowCursor(other.Schema);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => mapper.GetRow(cursor, mapper.OutputSchema));

        Assert.AreEqual("The row's schema is not the schema that this mapper was made for.", exception.Message);
    }

    [TestMethod]
    public void A_column_of_the_wrong_type_is_named()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a");

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Transforms.SplitLeaveOneOut("ItemId").Fit(log));

        Assert.AreEqual("Column 'ItemId' has type String; SplitLeaveOneOut needs a key vector (UInt32) of variable length. Map it first, for example with "
            + "Conversion.MapValueToKey. (Parameter 'inputSchema')", exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Transforms.SplitLeaveOneOut("", "x", "x"));

        Assert.AreEqual("SplitLeaveOneOutOptions: SequenceColumnName is ''; it must be a column name. "
            + "ValidationColumnName and TestColumnName are both 'x'; they must differ. (Parameter 'options')", exception.Message);
    }

    [TestMethod]
    public void A_key_out_of_range_is_an_error()
    {
        IDataView split = Split(Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1] },
            new RawSequence { Sequence = [1, 21] }));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Cells.Rows(split));

        Assert.AreEqual("Row 1: column 'Sequence' holds key 21; allowed are 1 to 20, and 0 for a missing item.", exception.Message);
    }

    private static string[] HiddenSequence(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[1]]);
        Func<string> sequence = Cells.Reader(cursor, view.Schema[1]);
        List<string> rows = [];
        while (cursor.MoveNext())
            rows.Add(sequence());
        return rows.ToArray();
    }

    private IDataView Split(IDataView sequences) => _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);

    private sealed class SplitRow
    {
        public uint[] Sequence { get; set; } = [];

        [KeyType(20)]
        public uint ValidationItem { get; set; }

        [KeyType(20)]
        public uint TestItem { get; set; }
    }
}
