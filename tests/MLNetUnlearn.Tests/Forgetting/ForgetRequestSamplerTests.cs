using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Forgetting;

[TestClass]
public sealed class ForgetRequestSamplerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_tenth_of_the_users_forgets_at_most_half_of_the_items_and_never_the_first_two()
    {
        IDataView split = PlantedSplit(users: 1_000);
        Dictionary<string, string[]> sequences = Cells.Rows(split, "UserId", "Sequence").Select(row => row.Split(" | "))
            .ToDictionary(row => row[0], row => row[1].Split(' '));

        IReadOnlyList<ForgetRequest> requests = ForgetRequestSampler.Sample(split, new ForgetRequestSamplerOptions());

        var users = requests.GroupBy(request => request.UserId).ToList();
        Assert.HasCount(100, users);
        foreach (var user in users)
        {
            string[] items = sequences[user.Key];
            Assert.IsLessThanOrEqualTo(items.Length / 2, user.Count());
            foreach (ForgetRequest request in user)
            {
                Assert.IsNull(request.Timestamp);
                Assert.AreEqual(1, items.Count(item => item == request.ItemId));
                Assert.IsGreaterThanOrEqualTo(2, Array.IndexOf(items, request.ItemId));
            }
        }
    }

    [TestMethod]
    public void Requests_come_in_the_order_of_the_view_and_of_the_sequence()
    {
        IDataView split = PlantedSplit(users: 300);
        string[] places = Cells.Rows(split, "UserId", "Sequence").Select(row => row.Split(" | "))
            .SelectMany(row => row[1].Split(' ').Select(item => $"{row[0]} {item}")).ToArray();

        int[] order = ForgetRequestSampler.Sample(split, new ForgetRequestSamplerOptions { UserFraction = 0.5 })
            .Select(request => Array.IndexOf(places, $"{request.UserId} {request.ItemId}")).ToArray();

        Assert.DoesNotContain(-1, order);
        CollectionAssert.AreEqual(order.Order().ToArray(), order);
    }

    [TestMethod]
    public void The_number_of_items_is_uniform_from_one_to_the_limit()
    {
        // 4,000 users of 8 items: at most floor(.5 × 8) = 4 of the 6 candidates.
        IDataView sequences = Samples.RawSequences(_mlContext, Enumerable.Range(0, 4_000)
            .Select(user => new RawSequence { UserId = $"u{user}", Sequence = [1, 2, 3, 4, 5, 6, 7, 8] }).ToArray());

        IReadOnlyList<ForgetRequest> requests = ForgetRequestSampler.Sample(sequences,
            new ForgetRequestSamplerOptions { UserFraction = 1 });

        double[] shares = requests.GroupBy(request => request.UserId).GroupBy(user => user.Count()).OrderBy(group => group.Key)
            .Select(group => group.Count() / 4_000.0).ToArray();
        Assert.HasCount(4, shares);
        foreach (double share in shares)
            Assert.AreEqual(0.25, share, 5 * Math.Sqrt(0.25 * 0.75 / 4_000));
        // Each of the 6 candidates is chosen with probability 2.5 / 6.
        foreach (string item in new[] { "3", "4", "5", "6", "7", "8" })
            Assert.AreEqual(2.5 / 6, requests.Count(request => request.ItemId == item) / 4_000.0, 5 * Math.Sqrt(0.2431 / 4_000), item);
    }

    [TestMethod]
    public void Users_who_cannot_forget_count_for_the_share_but_are_not_chosen()
    {
        // 10 users, 2 eligible; half of 10 is 5, so both are chosen.
        IDataView sequences = Samples.RawSequences(_mlContext, Enumerable.Range(0, 10)
            .Select(user => new RawSequence { UserId = $"u{user}", Sequence = user is 3 or 7 ? [1, 2, 3] : [1, 2] }).ToArray());

        Assert.AreEqual("u3 3, u7 3", Text(ForgetRequestSampler.Sample(sequences, new ForgetRequestSamplerOptions { UserFraction = 0.5 })));
    }

    [TestMethod]
    [DataRow(10, 0.25, 3)] // 2.5 rounds up
    [DataRow(10, 0.24, 2)]
    [DataRow(4, 0.1, 0)]
    [DataRow(7, 1.0, 7)]
    public void The_number_of_users_is_rounded_half_up(int users, double fraction, int expected)
    {
        IDataView sequences = Samples.RawSequences(_mlContext, Enumerable.Range(0, users)
            .Select(user => new RawSequence { UserId = $"u{user}", Sequence = [1, 2, 3] }).ToArray());

        Assert.HasCount(expected, ForgetRequestSampler.Sample(sequences, new ForgetRequestSamplerOptions { UserFraction = fraction }));
    }

    [TestMethod]
    [DataRow(0.3, 3, 0)] // floor(.9)
    [DataRow(0.34, 3, 1)]
    [DataRow(0.29, 10, 2)] // floor(2.9)
    [DataRow(0.7, 10, 7)]
    public void The_number_of_items_is_rounded_down(double fraction, int length, int most)
    {
        RawSequence[] rows = Enumerable.Range(0, 500).Select(user =>
            new RawSequence { UserId = $"u{user}", Sequence = Enumerable.Range(1, length).Select(i => (uint)i).ToArray() }).ToArray();

        IReadOnlyList<ForgetRequest> requests = ForgetRequestSampler.Sample(Samples.RawSequences(_mlContext, rows),
            new ForgetRequestSamplerOptions { UserFraction = 1, MaximumItemFraction = fraction });

        Assert.AreEqual(most, requests.GroupBy(request => request.UserId).Select(user => user.Count()).DefaultIfEmpty(0).Max());
    }

    [TestMethod]
    public void Rounding_errors_do_not_cost_an_item()
    {
        Assert.IsLessThan(29, 0.29 * 100); // in binary
        IDataView sequences = Samples.Sequences(_mlContext, "u: " + string.Join(' ', Enumerable.Range(1, 100)));

        int most = Enumerable.Range(0, 300).Max(seed => ForgetRequestSampler.Sample(sequences,
            new ForgetRequestSamplerOptions { UserFraction = 1, MaximumItemFraction = 0.29, Seed = seed }).Count);

        Assert.AreEqual(29, most);
    }

    [TestMethod]
    public void Repeated_and_held_out_items_are_never_chosen()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u: a b c d c e f f d e"); // held out: d, e; only f, f and c, c are left
        IDataView once = Samples.Sequences(_mlContext, "u: a b c d g c e f h e"); // held out: h, e; candidates d, g, f

        var all = new ForgetRequestSamplerOptions { UserFraction = 1 };
        Assert.AreEqual("", Text(ForgetRequestSampler.Sample(Split(sequences), all)));
        string[] chosen = Enumerable.Range(0, 30).SelectMany(seed => ForgetRequestSampler.Sample(Split(once), all with { Seed = seed }))
            .Select(request => request.ItemId).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(new[] { "d", "f", "g" }, chosen);
    }

    [TestMethod]
    public void Equal_seeds_give_equal_requests_and_others_others()
    {
        IDataView split = PlantedSplit(users: 300);

        string first = Text(Sample(split, 5));

        Assert.AreEqual(first, Text(Sample(split, 5)));
        Assert.AreNotEqual(first, Text(Sample(split, 6)));
        Assert.AreNotEqual(first, Text(Sample(split, -5)));
    }

    [TestMethod]
    public void The_partition_finds_every_sampled_request()
    {
        IDataView split = PlantedSplit(users: 500);
        IReadOnlyList<ForgetRequest> requests = Sample(split, 1);

        PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain(requests).Fit(split);

        Assert.AreEqual((50, requests.Count, requests.Count, 0),
            (transformer.UsersTouched, transformer.ForgottenOccurrences, transformer.ForgetRows,
            transformer.EmptiedHeldOutItems));
    }

    [TestMethod]
    public void Schema_problems_are_reported()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            ForgetRequestSampler.Sample(Samples.Log(_mlContext, "u a 1"), new ForgetRequestSamplerOptions()));

        Assert.AreEqual("There is no column 'Sequence'; SampleForgetRequests needs a key vector (UInt32) of that name. "
            + "The columns are: UserId, ItemId, Timestamp, Item. (Parameter 'inputSchema')", exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ForgetRequestSampler.Sample(Samples.RawSequences(_mlContext),
            new ForgetRequestSamplerOptions { UserFraction = 0, MaximumItemFraction = 1.01, SequenceColumnName = "" }));

        Assert.AreEqual("ForgetRequestSamplerOptions: UserFraction is 0; it must be greater than 0 and at most 1. "
            + "MaximumItemFraction is 1.01; it must be greater than 0 and at most 1. SequenceColumnName is ''; it must be a column name. "
            + "(Parameter 'options')", exception.Message);
    }

    private static IReadOnlyList<ForgetRequest> Sample(IDataView sequences, int seed) =>
        ForgetRequestSampler.Sample(sequences, new ForgetRequestSamplerOptions { Seed = seed });

    private static string Text(IEnumerable<ForgetRequest> requests) =>
        string.Join(", ", requests.Select(request => $"{request.UserId} {request.ItemId}"));

    private IDataView Split(IDataView sequences) => _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);

    private IDataView PlantedSplit(int users)
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = users })
            .Interactions);
        return _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"))
            .Append(_mlContext.Transforms.SplitLeaveOneOut()).Fit(log).Transform(log);
    }
}
