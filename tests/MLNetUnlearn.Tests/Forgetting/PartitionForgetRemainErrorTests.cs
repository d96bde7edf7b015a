using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Forgetting;

/// <summary>What PartitionForgetRemain refuses, and in which words.</summary>
[TestClass]
public sealed class PartitionForgetRemainErrorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Requests_that_match_nothing_are_an_error_with_reasons()
    {
        IDataView sequences = Samples.TimedSequences(_mlContext, "u1: a b; u2: c");
        ForgetRequest[] requests =
        [
            new ForgetRequest("u1", "b"), new ForgetRequest("u9", "a"), new ForgetRequest("u1", "z"), new ForgetRequest("u1", "c"),
            new ForgetRequest("u1", "a", 7), new ForgetRequest("u9", "z"), new ForgetRequest("u8", "a"),
        ];

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() =>
            _mlContext.Transforms.PartitionForgetRemain(requests).Fit(sequences));

        Assert.AreEqual("6 of 7 forget requests match nothing in the data: (user 'u9', item 'a') there is no user 'u9'; "
            + "(user 'u1', item 'z') there is no item 'z'; (user 'u1', item 'c') user 'u1' has no item 'c'; "
            + "(user 'u1', item 'a', time 7) user 'u1' has item 'a', but not at time 7; (user 'u9', item 'z') there is no user 'u9'; "
            + "and 1 more. Set UnmatchedRequests to Report to go on without them.", exception.Message);
    }

    [TestMethod]
    public void Requests_that_match_nothing_can_be_reported_instead()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b");
        var options = new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report };

        PartitionForgetRemainTransformer transformer = _mlContext.Transforms
            .PartitionForgetRemain([new ForgetRequest("u9", "a"), new ForgetRequest("u1", "b"), new ForgetRequest("u9", "a")], options)
            .Fit(sequences);

        CollectionAssert.AreEqual(new[] { new UnmatchedForgetRequest(new ForgetRequest("u9", "a"), "there is no user 'u9'") },
            transformer.UnmatchedRequests.ToArray());
        CollectionAssert.AreEqual(new[] { "u1 | a | - | False", "u1 | a | b | True" }, Cells.Rows(transformer.Transform(sequences)));
    }

    [TestMethod]
    public void Invalid_requests_are_all_listed()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Transforms.PartitionForgetRemain(
            [new ForgetRequest("", "a"), new ForgetRequest("u", "a"), null!, new ForgetRequest(null!, "")]));

        Assert.AreEqual("3 of 4 forget requests are invalid: request 0 has an empty UserId; request 2 is null; "
            + "request 3 has an empty UserId and an empty ItemId. (Parameter 'requests')", exception.Message);
    }

    [TestMethod]
    public void Requests_with_a_time_need_times()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b");
        PartitionForgetRemainEstimator estimator = _mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("u1", "b", 2)]);

        var fit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(sequences));
        var shape = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(sequences.Schema)));
        var option = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Transforms.PartitionForgetRemain(
            [new ForgetRequest("u1", "b", 2)], new PartitionForgetRemainOptions { TimestampColumnName = null }));

        Assert.AreEqual("There is no column 'Timestamp'; PartitionForgetRemain needs a vector of Int64 of that name. The columns are: "
            + "UserId, Sequence. (Parameter 'inputSchema')", fit.Message);
        Assert.AreEqual(fit.Message, shape.Message);
        Assert.AreEqual("PartitionForgetRemainOptions: TimestampColumnName is null; it must be a column name, because there are "
            + "requests with a time (1). (Parameter 'options')",
            option.Message);
    }

    [TestMethod]
    public void Fewer_times_than_items_are_an_error()
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(new[] { new TimedSequence { Sequence = [4, 5, 6], Timestamp = [1, 2] } });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Read(rows, new ForgetRequest("u", "5")));

        Assert.AreEqual("Row 0: column 'Timestamp' holds 2 times for the 3 items of column 'Sequence'; it must hold at least one per item.",
            exception.Message);
    }

    [TestMethod]
    public void It_refuses_windows_because_it_belongs_before_them()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c");
        IDataView windows = _mlContext.Transforms.PadAndSplitSequences().Fit(sequences).Transform(sequences);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Read(windows, new ForgetRequest("u1", "b")));

        Assert.AreEqual("Column 'Sequence' has type Vector<Key<UInt32>>; PartitionForgetRemain needs a key vector (UInt32) of variable "
            + "length. Place this step before PadAndSplitSequences. (Parameter 'inputSchema')", exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Transforms.PartitionForgetRemain([],
            new PartitionForgetRemainOptions { UserColumnName = "", TestColumnName = " ", TargetColumnName = "IsForget",
                UnmatchedRequests = (UnmatchedRequestHandling)7 }));

        Assert.AreEqual("PartitionForgetRemainOptions: UserColumnName is ''; it must be a column name. "
            + "TestColumnName is ' '; it must be a column name or null. UnmatchedRequests is 7; it must be Throw or Report. "
            + "TargetColumnName and IsForgetColumnName are both 'IsForget'; they must differ. (Parameter 'options')", exception.Message);
    }

    private string[] Read(IDataView sequences, params ForgetRequest[] requests) =>
        Cells.Rows(_mlContext.Transforms.PartitionForgetRemain(requests).Fit(sequences).Transform(sequences));

    private sealed class TimedSequence
    {
        public string UserId { get; set; } = "u";

        [KeyType(20)]
        public uint[] Sequence { get; set; } = [];

        public long[] Timestamp { get; set; } = [];
    }
}
