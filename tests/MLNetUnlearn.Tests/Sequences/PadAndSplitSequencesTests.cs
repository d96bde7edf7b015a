using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class PadAndSplitSequencesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    // No transition, no window.
    [DataRow(0, "")]
    [DataRow(1, "")]
    // One window, padded in front.
    [DataRow(2, "- - 1 > - - 2")]
    [DataRow(3, "- 1 2 > - 2 3")]
    [DataRow(4, "1 2 3 > 2 3 4")]
    // 4 transitions: the first one is left over and dropped.
    [DataRow(5, "2 3 4 > 3 4 5")]
    // 5 transitions: two are left over and kept. Item 3 is a target in the first window and context in the second.
    [DataRow(6, "- 1 2 > - 2 3; 3 4 5 > 4 5 6")]
    [DataRow(7, "1 2 3 > 2 3 4; 4 5 6 > 5 6 7")]
    [DataRow(8, "2 3 4 > 3 4 5; 5 6 7 > 6 7 8")]
    [DataRow(9, "- 1 2 > - 2 3; 3 4 5 > 4 5 6; 6 7 8 > 7 8 9")]
    public void Windows_of_three_are_cut_from_the_end(int length, string expected) =>
        Assert.AreEqual(expected, Windows(3, new RawSequence { Sequence = Items(length) }));

    [TestMethod]
    [DataRow(2, "1 > 2")]
    [DataRow(4, "1 > 2; 2 > 3; 3 > 4")]
    public void Windows_of_one_keep_every_transition(int length, string expected) =>
        Assert.AreEqual(expected, Windows(1, new RawSequence { Sequence = Items(length) }));

    [TestMethod]
    // Key 9 is the target; an object's scalar key counts from 0.
    [DataRow(0, "")]
    [DataRow(1, "- - 1 > - - 9")]
    [DataRow(3, "1 2 3 > - - 9")]
    [DataRow(5, "3 4 5 > - - 9")]
    public void A_target_of_the_input_is_predicted_from_the_most_recent_window(int length, string expected) =>
        Assert.AreEqual(expected, Windows(3, new RawSequence { Sequence = Items(length), Target = 8 }));

    [TestMethod]
    public void A_missing_target_counts_as_none_row_by_row()
    {
        string windows = Windows(3, new RawSequence { Sequence = [1, 2, 3] }, new RawSequence { Sequence = [4, 5], Target = 5 },
            new RawSequence { Sequence = [7, 8] });

        Assert.AreEqual("- 1 2 > - 2 3; - 4 5 > - - 6; - - 7 > - - 8", windows);
    }

    [TestMethod]
    public void Missing_items_are_left_out() =>
        Assert.AreEqual("- 5 6 > - 6 7", Windows(3, new RawSequence { Sequence = [0, 5, 0, 6, 7, 0] }));

    [TestMethod]
    public void Sparse_vectors_are_read_like_dense_ones()
    {
        IDataView sequences = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new SparseSequence { Sequence = new VBuffer<uint>(3, [1, 2, 3]) },
            new SparseSequence { Sequence = new VBuffer<uint>(5, 2, [7, 8], [1, 4]) }, // 0 7 0 0 8
            new SparseSequence { Sequence = new VBuffer<uint>(4, 0, [], []) }, // 0 0 0 0
            new SparseSequence { Sequence = new VBuffer<uint>(2, [4, 5]) },
        });

        IDataView windows = _mlContext.Transforms.PadAndSplitSequences(maximumLength: 2).Fit(sequences).Transform(sequences);

        CollectionAssert.AreEqual(new[] { "1 2 | 2 3", "- 7 | - 8", "- 4 | - 5" }, Cells.Rows(windows, "Sequence", "Target"));
    }

    [TestMethod]
    public void The_default_length_is_ten()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u: " + string.Join(' ', Enumerable.Range(1, 13)));

        IDataView windows = _mlContext.Transforms.PadAndSplitSequences().Fit(sequences).Transform(sequences);

        CollectionAssert.AreEqual(new[]
        {
            "- - - - - - - - 1 2 | - - - - - - - - 2 3",
            "3 4 5 6 7 8 9 10 11 12 | 4 5 6 7 8 9 10 11 12 13",
        }, Cells.Rows(windows, "Sequence", "Target"));
    }

    [TestMethod]
    public void All_other_columns_are_copied_to_every_window()
    {
        IDataView sequences = Samples.TimedSequences(_mlContext, "u1: a b c d e; u2: f g");
        IDataView split = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);

        IDataView windows = _mlContext.Transforms.PadAndSplitSequences(maximumLength: 1).Fit(split).Transform(split);

        CollectionAssert.AreEqual(new[]
        {
            "u1 | 1 2 3 4 5 | a | d | e | b",
            "u1 | 1 2 3 4 5 | b | d | e | c",
            "u2 | 1 2 | f | - | - | g",
        }, Cells.Rows(windows, "UserId", "Timestamp", "Sequence", "ValidationItem", "TestItem", "Target"));
    }

    [TestMethod]
    public void Windows_have_a_fixed_size_and_the_sequences_vocabulary()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c");

        DataViewSchema schema = _mlContext.Transforms.PadAndSplitSequences(maximumLength: 4).Fit(sequences)
            .GetOutputSchema(sequences.Schema);

        foreach (string name in new[] { "Sequence", "Target" })
        {
            Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 4), schema[name].Type);
            VBuffer<ReadOnlyMemory<char>> values = default;
            schema[name].GetKeyValues(ref values);
            Assert.AreEqual("a b c", string.Join(" ", values.DenseValues()));
        }
    }

    [TestMethod]
    public void Columns_of_the_wrong_type_are_named_all_at_once()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a");

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _mlContext.Transforms.PadAndSplitSequences("Item", targetColumnName: "Timestamp").Fit(log));

        Assert.AreEqual("Column 'Item' has type Key<UInt32>; PadAndSplitSequences needs a key vector (UInt32). Group the items into "
            + "sequences "
            + "first, with GroupIntoSequences. Column 'Timestamp' has type Int64; PadAndSplitSequences needs a scalar key (UInt32) or "
            + "no column of "
            + "that name. Map it first, for example with Conversion.MapValueToKey. (Parameter 'inputSchema')", exception.Message);
    }

    [TestMethod]
    public void Sequence_and_target_must_share_a_vocabulary()
    {
        IDataView sequences = new RetypedView(Samples.RawSequences(_mlContext), "Target", new KeyDataViewType(typeof(uint), 7));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Transforms.PadAndSplitSequences().Fit(sequences));

        Assert.AreEqual("PadAndSplitSequences: column 'Sequence' has 20 keys and column 'Target' has 7; both must come from one mapping "
            + "of items to keys.", exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Transforms.PadAndSplitSequences("x", 0, "x"));

        Assert.AreEqual("PadAndSplitSequencesOptions: MaximumLength is 0; it must be at least 1. "
            + "SequenceColumnName and TargetColumnName are both 'x'; they must differ. (Parameter 'options')", exception.Message);
    }

    [TestMethod]
    public void It_has_no_row_mapper_and_says_why()
    {
        IDataView sequences = Samples.RawSequences(_mlContext);
        ITransformer transformer = _mlContext.Transforms.PadAndSplitSequences().Fit(sequences);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => transformer.GetRowToRowMapper(sequences.Schema));

        Assert.AreEqual("PadAndSplitSequences changes the number of rows, so it has no row-to-row mapper (IsRowToRowMapper is false).",
            exception.Message);
    }

    [TestMethod]
    public void Random_sequences_are_cut_like_a_naive_implementation_cuts_them()
    {
        var random = new Random(5);
        for (int round = 0; round < 300; round++)
        {
            int n = random.Next(1, 8);
            uint[] items = Enumerable.Range(0, random.Next(0, 40)).Select(_ => (uint)random.Next(1, 21)).ToArray();

            string[] windows = Windows(n, new RawSequence { Sequence = items }).Split("; ", StringSplitOptions.RemoveEmptyEntries);

            CollectionAssert.AreEqual(NaiveWindows(items, n), windows, $"n = {n}, items = {string.Join(' ', items)}");
        }
    }

    [TestMethod]
    public void Every_transition_is_a_target_exactly_once_except_a_dropped_leftover()
    {
        for (int length = 0; length <= 20; length++)
        {
            for (int n = 1; n <= 7; n++)
            {
                // Items are 1, 2, ..., so a transition is known by its target.
                List<int> targets = [];
                foreach (string window in Windows(n, new RawSequence { Sequence = Items(length) })
                    .Split("; ", StringSplitOptions.RemoveEmptyEntries))
                {
                    int[][] sides = window.Split(" > ").Select(side =>
                        side.Split(' ').Where(item => item != "-").Select(int.Parse).ToArray()).ToArray();
                    CollectionAssert.AreEqual(sides[0].Select(item => item + 1).ToArray(), sides[1]);
                    targets.AddRange(sides[1]);
                }

                bool drops = length - 1 > n && (length - 1) % n == 1;
                int first = drops ? 3 : 2;
                CollectionAssert.AreEqual(Enumerable.Range(first, Math.Max(0, length - first + 1)).ToArray(), targets,
                    $"L = {length}, n = {n}");
            }
        }
    }

    /// <summary>Takes n + 1 items from the end as long as there are two; the first of them starts the next, earlier window.</summary>
    private static string[] NaiveWindows(uint[] items, int n)
    {
        List<string> windows = [];
        List<uint> rest = items.ToList();
        while (rest.Count >= 2)
        {
            List<uint> window = rest.TakeLast(n + 1).ToList();
            bool isLeftoverOfASplit = windows.Count > 0 && rest.Count == 2 && n > 1;
            if (!isLeftoverOfASplit)
            {
                IEnumerable<string> padding = Enumerable.Repeat("-", n + 1 - window.Count);
                windows.Insert(0, string.Join(' ', padding.Concat(window.SkipLast(1).Select(item => item.ToString())))
                    + " > " + string.Join(' ', padding.Concat(window.Skip(1).Select(item => item.ToString()))));
            }

            rest.RemoveRange(rest.Count - (window.Count - 1), window.Count - 1);
        }

        return windows.ToArray();
    }

    private string Windows(int maximumLength, params RawSequence[] rows)
    {
        IDataView sequences = Samples.RawSequences(_mlContext, rows);
        PadAndSplitSequencesEstimator estimator = _mlContext.Transforms.PadAndSplitSequences(maximumLength: maximumLength);
        return string.Join("; ", Cells.Rows(estimator.Fit(sequences).Transform(sequences), "Sequence", "Target")
            .Select(row => row.Replace("|", ">")));
    }

    private sealed class SparseSequence
    {
        [KeyType(20)]
        public VBuffer<uint> Sequence { get; set; }
    }

    private static uint[] Items(int count) => Enumerable.Range(1, count).Select(i => (uint)i).ToArray();
}
