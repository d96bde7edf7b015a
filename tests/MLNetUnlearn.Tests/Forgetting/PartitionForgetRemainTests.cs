using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Forgetting;

[TestClass]
public sealed class PartitionForgetRemainTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Users_without_requests_only_remain()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c; u2: a b");

        CollectionAssert.AreEqual(new[] { "u1 | a c | - | False", "u1 | a | b | True", "u2 | a b | - | False" },
            Partition(sequences, new ForgetRequest("u1", "b")));
    }

    [TestMethod]
    public void No_requests_leave_everything()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c; u2: a b");
        PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain([]).Fit(sequences);

        CollectionAssert.AreEqual(new[] { "u1 | a b c | - | False", "u2 | a b | - | False" }, Cells.Rows(transformer.Transform(sequences)));
        Assert.AreEqual((0, 0, 0, 0), (transformer.UsersTouched, transformer.ForgottenOccurrences, transformer.ForgetRows,
            transformer.EmptiedHeldOutItems));
    }

    [TestMethod]
    public void A_request_without_time_means_all_occurrences()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c b d b");

        CollectionAssert.AreEqual(new[] { "u1 | a c d | - | False", "u1 | a | b | True", "u1 | a c | b | True", "u1 | a c d | b | True" },
            Partition(sequences, new ForgetRequest("u1", "b")));
    }

    [TestMethod]
    public void A_request_with_time_means_the_occurrence_at_that_time_and_times_stay_aligned()
    {
        IDataView sequences = Samples.TimedSequences(_mlContext, "u1: a b c b d b");

        CollectionAssert.AreEqual(new[] { "u1 | a b c d b | 1 2 3 5 6 | - | False", "u1 | a b c | 1 2 3 | b | True" },
            Rows(sequences, ["UserId", "Sequence", "Timestamp", "Target", "IsForget"], new ForgetRequest("u1", "b", 4)));
    }

    [TestMethod]
    public void A_forgotten_item_without_kept_items_before_it_gives_no_forget_row()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c d");

        CollectionAssert.AreEqual(new[] { "u1 | c | - | False", "u1 | c | d | True" },
            Partition(sequences, new ForgetRequest("u1", "a"), new ForgetRequest("u1", "b"), new ForgetRequest("u1", "d")));
    }

    [TestMethod]
    public void A_user_of_whom_nothing_remains_gives_no_row()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b; u2: a");

        CollectionAssert.AreEqual(new[] { "u2 | a | - | False" },
            Partition(sequences, new ForgetRequest("u1", "a"), new ForgetRequest("u1", "b")));
    }

    [TestMethod]
    public void A_requested_held_out_item_is_emptied()
    {
        IDataView split = Split(Samples.TimedSequences(_mlContext, "u1: a b c d; u2: a b c"));
        string[] columns = ["UserId", "Sequence", "Timestamp", "Target", "ValidationItem", "TestItem"];

        // u1 trains on a b; c is for validation, d for the test.
        CollectionAssert.AreEqual(new[] { "u1 | a b | 1 2 4 | - | - | d", "u2 | a | 1 2 3 | - | b | c" },
            Rows(split, columns, new ForgetRequest("u1", "c")));
        CollectionAssert.AreEqual(new[] { "u1 | a b | 1 2 3 | - | c | -", "u2 | a | 1 2 3 | - | b | c" },
            Rows(split, columns, new ForgetRequest("u1", "d")));
        CollectionAssert.AreEqual(new[] { "u1 | a b | 1 2 | - | - | -", "u2 | a | 1 2 3 | - | b | c" },
            Rows(split, columns, new ForgetRequest("u1", "c", 3), new ForgetRequest("u1", "d", 4)));
        CollectionAssert.AreEqual(new[] { "u1 | a | 1 3 4 | - | c | d", "u1 | a | 1 | b | - | -", "u2 | a | 1 2 3 | - | b | c" },
            Rows(split, columns, new ForgetRequest("u1", "b")));
    }

    [TestMethod]
    public void A_user_with_only_a_held_out_item_left_remains()
    {
        IDataView split = Split(Samples.Sequences(_mlContext, "u1: a b c"));

        CollectionAssert.AreEqual(new[] { "u1 |  | - | False | - | c" },
            Rows(split, ["UserId", "Sequence", "Target", "IsForget", "ValidationItem", "TestItem"],
            new ForgetRequest("u1", "a"), new ForgetRequest("u1", "b")));
    }

    [TestMethod]
    public void Partitions_can_follow_each_other()
    {
        IDataView split = Split(Samples.TimedSequences(_mlContext, "u1: a b c d e f"));
        IDataView first = _mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("u1", "a"), new ForgetRequest("u1", "e")])
            .Fit(split).Transform(split); // a has no context, e is held out: no forget rows

        // Now the test item's time (6) follows those of b, c, d directly.
        CollectionAssert.AreEqual(new[] { "u1 | b c d | 2 3 4 | - | - | -" },
            Rows(first, ["UserId", "Sequence", "Timestamp", "Target", "ValidationItem", "TestItem"], new ForgetRequest("u1", "f", 6)));
    }

    [TestMethod]
    public void Duplicate_requests_are_harmless()
    {
        IDataView sequences = Samples.TimedSequences(_mlContext, "u1: a b c");
        PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain(
            [new ForgetRequest("u1", "b"), new ForgetRequest("u1", "b"), new ForgetRequest("u1", "b", 2)]).Fit(sequences);

        CollectionAssert.AreEqual(new[] { "u1 | a c | 1 3 | - | False", "u1 | a | 1 | b | True" },
            Cells.Rows(transformer.Transform(sequences), "UserId", "Sequence", "Timestamp", "Target", "IsForget"));
        Assert.AreEqual((1, 1, 1), (transformer.UsersTouched, transformer.ForgottenOccurrences, transformer.ForgetRows));
    }

    [TestMethod]
    public void The_counts_tell_occurrences_rows_and_held_out_items_apart()
    {
        IDataView split = Split(Samples.Sequences(_mlContext, "u1: a b c b d e; u2: a b c; u3: a b c d"));
        PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain(
        [
            new ForgetRequest("u1", "a"), // no context: forgotten, but no forget row
            new ForgetRequest("u1", "b"), // twice; the first has no context either once a is gone
            new ForgetRequest("u2", "c"), // the test item
        ]).Fit(split);

        Assert.AreEqual((2, 3, 1, 1), (transformer.UsersTouched, transformer.ForgottenOccurrences, transformer.ForgetRows,
            transformer.EmptiedHeldOutItems));
    }

    [TestMethod]
    public void Users_may_be_integers_or_keys_and_items_may_have_no_values()
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(new[] { new NumberedSequence { UserId = -7, Sequence = [4, 5, 6] } });
        CollectionAssert.AreEqual(new[] { "-7 | 4 6 | - | False", "-7 | 4 | 5 | True" }, Partition(rows, new ForgetRequest("-7", "5")));

        var report = new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report };
        Assert.AreEqual("there is no item '21'", // of 20 keys
            _mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("-7", "21")], report).Fit(rows).UnmatchedRequests[0].Reason);

        IDataView sequences = Samples.Sequences(_mlContext, "ann: a b c; bob: a b");
        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("UserId").Fit(sequences).Transform(sequences);
        CollectionAssert.AreEqual(new[] { "ann | a b c | - | False", "bob | a | - | False", "bob | a | b | True" },
            Partition(keyed, new ForgetRequest("bob", "b")));
    }

    [TestMethod]
    public void Items_may_come_from_numbers()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(new[] { 1005L, 1003L, 1004L }.Select(id => new NumberedItem { ItemId = id })
            .ToArray());
        EstimatorChain<ITransformer> pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append<ITransformer>(_mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("u", "1003")]));

        CollectionAssert.AreEqual(new[] { "u | 1005 1004 | - | False", "u | 1005 | 1003 | True" },
            Cells.Rows(pipeline.Fit(log).Transform(log), "UserId", "Sequence", "Target", "IsForget"));
    }

    [TestMethod]
    public void Missing_items_are_left_out_with_their_times()
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(new[] { new TimedSequence { Sequence = [0, 4, 0, 5, 6],
            Timestamp = [1, 2, 3, 4, 5, 6] } });

        CollectionAssert.AreEqual(new[] { "4 6 | 2 5", "4 | 2" }, Rows(rows, ["Sequence", "Timestamp"], new ForgetRequest("u", "5", 4)));
    }

    [TestMethod]
    public void Times_of_held_out_items_are_found_behind_those_of_missing_items()
    {
        // Times 5 and 6 belong to the validation item 7 and the test item 8 (an object's scalar key counts from 0).
        IDataView rows = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new HeldOutSequence { Sequence = [0, 4, 0, 5], Timestamp = [1, 2, 3, 4, 5, 6], ValidationItem = 6, TestItem = 7 },
        });

        CollectionAssert.AreEqual(new[] { "4 5 | 2 4 6 | - | 8" },
            Rows(rows, ["Sequence", "Timestamp", "ValidationItem", "TestItem"], new ForgetRequest("u", "7", 5)));
    }

    [TestMethod]
    public void The_target_has_the_items_type_and_values()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c");

        DataViewSchema.Column target = _mlContext.Transforms.PartitionForgetRemain([]).Fit(sequences)
            .GetOutputSchema(sequences.Schema)["Target"];

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), target.Type);
        VBuffer<ReadOnlyMemory<char>> values = default;
        target.GetKeyValues(ref values);
        Assert.AreEqual("a b c", string.Join(" ", values.DenseValues()));
    }

    private string[] Partition(IDataView sequences, params ForgetRequest[] requests) =>
        Rows(sequences, ["UserId", "Sequence", "Target", "IsForget"], requests);

    private string[] Rows(IDataView sequences, string[] columns, params ForgetRequest[] requests) =>
        Cells.Rows(_mlContext.Transforms.PartitionForgetRemain(requests).Fit(sequences).Transform(sequences), columns);

    private IDataView Split(IDataView sequences) => _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);

    private sealed class NumberedSequence
    {
        public long UserId { get; set; }

        [KeyType(20)]
        public uint[] Sequence { get; set; } = [];
    }

    private sealed class TimedSequence
    {
        public string UserId { get; set; } = "u";

        [KeyType(20)]
        public uint[] Sequence { get; set; } = [];

        public long[] Timestamp { get; set; } = [];
    }

    private sealed class HeldOutSequence
    {
        public string UserId { get; set; } = "u";

        [KeyType(20)]
        public uint[] Sequence { get; set; } = [];

        public long[] Timestamp { get; set; } = [];

        [KeyType(20)]
        public uint ValidationItem { get; set; }

        [KeyType(20)]
        public uint TestItem { get; set; }
    }

    private sealed class NumberedItem
    {
        public string UserId { get; set; } = "u";

        public long ItemId { get; set; }
    }
}
