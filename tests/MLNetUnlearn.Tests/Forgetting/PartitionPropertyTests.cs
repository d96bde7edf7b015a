using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Forgetting;

/// <summary>Random sequences and random requests against an independent, naive partition.</summary>
[TestClass]
public sealed class PartitionPropertyTests
{
    private static readonly string[] Columns = ["UserId", "Sequence", "Timestamp", "Target", "IsForget", "ValidationItem", "TestItem"];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Partitions_agree_with_a_naive_implementation()
    {
        var random = new Random(11);
        for (int round = 0; round < 100; round++)
        {
            string[][] users = Enumerable.Range(0, 5).Select(_ => RandomItems(random)).ToArray();
            IDataView sequences = Samples.TimedSequences(_mlContext, Text(users));
            IDataView split = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);
            ForgetRequest[] requests = RandomRequests(random, users);

            PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain(requests).Fit(split);

            CollectionAssert.AreEqual(users.SelectMany((items, user) => NaiveRows(user, items, requests)).ToArray(),
                Cells.Rows(transformer.Transform(split), Columns),
                    $"{Text(users)} / {string.Join("; ", requests.Select(request => request.ToString()))}");
        }
    }

    [TestMethod]
    public void Remaining_and_forgotten_items_together_are_the_original()
    {
        var random = new Random(12);
        for (int round = 0; round < 50; round++)
        {
            string[] items = RandomItems(random);
            IDataView sequences = Samples.Sequences(_mlContext, Text([items]));
            ForgetRequest[] requests = RandomRequests(random, [items]).Select(request => request with { Timestamp = null }).ToArray();

            PartitionForgetRemainTransformer transformer = _mlContext.Transforms.PartitionForgetRemain(requests).Fit(sequences);
            string[] rows = Cells.Rows(transformer.Transform(sequences), "IsForget", "Sequence", "Target");

            // A forgotten item with nothing kept before it has no row, so put all rows together only where each has one.
            string[] remaining = rows.Where(row => row.StartsWith("False", StringComparison.Ordinal))
                .SelectMany(row => row.Split(" | ")[1].Split(' ')).ToArray();
            string[] forgotten = rows.Where(row => row.StartsWith("True", StringComparison.Ordinal)).Select(row => row.Split(" | ")[2])
                .ToArray();
            Assert.AreEqual(items.Length, remaining.Length + transformer.ForgottenOccurrences);
            Assert.AreEqual(transformer.ForgetRows, forgotten.Length);
            if (transformer.ForgetRows == transformer.ForgottenOccurrences)
                CollectionAssert.AreEquivalent(items, remaining.Concat(forgotten).ToArray());
            Assert.IsFalse(remaining.Intersect(requests.Select(request => request.ItemId)).Any());
        }
    }

    private static string[] RandomItems(Random random) =>
        Enumerable.Range(0, random.Next(1, 12)).Select(_ => ((char)('a' + random.Next(8))).ToString()).ToArray();

    private static ForgetRequest[] RandomRequests(Random random, string[][] users) => Enumerable.Range(0, random.Next(0, 12)).Select(_ =>
    {
        int user = random.Next(users.Length), place = random.Next(users[user].Length);
        return new ForgetRequest($"u{user}", users[user][place], random.Next(2) == 0 ? null : place + 1);
    }).ToArray();

    private static string Text(string[][] users) => string.Join("; ", users.Select((items, user) => $"u{user}: {string.Join(' ', items)}"));

    /// <summary>Works on a list of (item, time, role) per user, without prefixes or sorted lookups.</summary>
    private static IEnumerable<string> NaiveRows(int user, string[] items, ForgetRequest[] requests)
    {
        bool splits = items.Length >= 3;
        var all = items.Select((item, i) => (Item: item, Time: i + 1,
            Role: !splits || i < items.Length - 2 ? "train" : i == items.Length - 2 ? "validation" : "test",
            Forgotten: requests.Any(request => request.UserId == $"u{user}" && request.ItemId == item
                && (request.Timestamp ?? i + 1) == i + 1))).ToList();
        var kept = all.Where(place => !place.Forgotten).ToList();
        if (kept.Count > 0)
        {
            string HeldOut(string role) => kept.Where(place => place.Role == role).Select(place => place.Item).FirstOrDefault("-");
            yield return $"u{user} | {string.Join(' ', kept.Where(place => place.Role == "train").Select(place => place.Item))} | "
                + $"{string.Join(' ', kept.Select(place => place.Time))} | - | False | {HeldOut("validation")} | {HeldOut("test")}";
        }

        foreach (var forgotten in all.Where(place => place is { Forgotten: true, Role: "train" }))
        {
            var context = kept.Where(place => place.Time < forgotten.Time).ToList();
            if (context.Count > 0)
            {
                yield return $"u{user} | {string.Join(' ', context.Select(place => place.Item))} | "
                    + $"{string.Join(' ', context.Select(place => place.Time))} | {forgotten.Item} | True | - | -";
            }
        }
    }
}
