using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// Similarities and scores by hand. Users have a b c, a b and b d, so a, b, c, d occur with 2, 3, 1 and 1 users and a b together with 2,
/// a c, b c and b d with 1. λ = 1: sim(a, b) = 2/(√6 + 1) = 0.5798, sim(a, c) = 1/(√2 + 1) = 0.4142, sim(b, c) = sim(b, d) =
/// 1/(√3 + 1) = 0.3660.
/// </summary>
[TestClass]
public sealed class ItemKnnTests
{
    private const string Users = "u1: a b c; u2: a b; u3: b d";

    private static readonly ItemKnnOptions Options = new() { TopK = 3, Shrinkage = 1, Decay = 0.5 };

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("a", "b 0.5798, c 0.4142, -")]
    [DataRow("b", "a 0.5798, c 0.366, d 0.366")]                                                // equal scores by key
    [DataRow("d", "b 0.366, -, -")]                                                             // d and a have no user in common
    [DataRow("a b", "c 0.5731, d 0.366, -")]                                                    // 0.3660 + 0.4142/2
    [DataRow("b a", "c 0.5972, d 0.183, -")]                                                    // 0.4142 + 0.3660/2, 0.3660/2
    [DataRow("c d", "b 0.549, a 0.2071, -")]                                                    // 0.3660 + 0.3660/2, 0.4142/2
    [DataRow("a d a", "b 0.9078, c 0.5178, -")]                                                 // a: 1 + 1/4; d: 1/2
    public void A_score_sums_the_similarities_to_the_context_with_less_weight_for_older_items(string sequence, string expected) =>
        Assert.AreEqual(expected, After(Options, sequence));

    [TestMethod]
    [DataRow(0.0, "c 0.366, d 0.366, -")]                                                       // b alone
    [DataRow(1.0, "c 0.7802, d 0.366, -")]                                                      // 0.3660 + 0.4142
    public void Decay_0_looks_at_the_last_item_only_and_1_weighs_all_alike(double decay, string expected) =>
        Assert.AreEqual(expected, After(Options with { Decay = decay }, "a b"));

    [TestMethod]
    [DataRow(0.0, "b 0.8165, c 0.7071, -")]                                                     // 2/√6, 1/√2
    [DataRow(4.0, "b 0.3101, c 0.1847, -")]                                                     // 2/(√6 + 4), 1/(√2 + 4)
    public void Shrinkage_pulls_the_similarity_of_rare_items_to_0(double shrinkage, string expected) =>
        Assert.AreEqual(expected, After(Options with { Shrinkage = shrinkage }, "a"));

    [TestMethod]
    public void Only_the_nearest_neighbours_count_equal_ones_by_key()
    {
        Assert.AreEqual("a 0.5798, -, -", After(Options with { Neighbors = 1 }, "b"));
        Assert.AreEqual("a 0.5798, c 0.366, -", After(Options with { Neighbors = 2 }, "b"));
    }

    [TestMethod]
    public void Whether_a_user_has_an_item_counts_not_how_often()
    {
        var model = Fit(Options, Views.Windows(_mlContext, "u1: a b c a b a; u2: a b b; u3: b d d", 10));

        Assert.AreEqual("b 0.5798, c 0.4142, -", Answers.After(_mlContext, model, "a", "a b c d"));
    }

    [TestMethod]
    public void Items_of_two_windows_of_a_user_go_together()
    {
        // a b | b c, c d | d e: one user, so all pairs have 1/(1 + 1).
        var windows = Views.Windows(_mlContext, "u1: a b c d e", 2);

        Assert.AreEqual("b 0.5, c 0.5, d 0.5, e 0.5", Answers.After(_mlContext, Fit(Options with { TopK = 4 }, windows), "a"));
    }

    [TestMethod]
    public void Without_users_windows_are_sequences_of_their_own()
    {
        // a b c and c d e; c is in two of them: sim(a, b) = 1/2, sim(a, c) = 1/(√2 + 1).
        var options = Options with { TopK = 4, UserColumnName = null };

        Assert.AreEqual(
            "b 0.5, c 0.4142, -, -", Answers.After(_mlContext, Fit(options, Views.Windows(_mlContext, "u1: a b c d e", 2)), "a"));
    }

    [TestMethod]
    public void What_is_to_be_forgotten_counts_for_nothing()
    {
        // The last two items are held out; then u1 forgets b, so only u2 has a and b.
        var sequences = Views.Split(_mlContext, "u1: a b c a a; u2: a b a a; u3: b d a a");
        var model = Fit(Options, Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 b")));

        // a: 2 users, b: 2, c: 1. sim(a, b) = 1/3, sim(a, c) = 1/(√2 + 1).
        Assert.AreEqual("c 0.4142, b 0.3333, -", Answers.After(_mlContext, model, "a", "a b c d"));
    }

    [TestMethod]
    public void The_last_n_items_are_the_context()
    {
        var model = Fit(Options with { TopK = 1, ExcludeSeen = false, Decay = 1 }, Views.Windows(_mlContext, Users, 2));

        // 0.5798 + 0.3660. With the older ones a would come first.
        Assert.AreEqual("b 0.9458", Answers.After(_mlContext, model, "b b b a c", "a b c d"));
    }

    [TestMethod]
    public void Items_that_nobody_has_together_leave_nothing_to_count()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => Fit(Options, Views.Windows(_mlContext, "u1: a a; u2: b b b")));

        Assert.AreEqual(
            "ItemKnn: there is nothing to count: no user has two different items in 'Sequence' and 'Target'.", exception.Message);
    }

    /// <summary>Against a table of all pairs, counted user by user, on 121 users and 30 items.</summary>
    [TestMethod]
    public void Neighbours_are_the_best_of_all_pairs()
    {
        var all = Enumerable.Range(1, 30).ToArray();
        int[][] users = [all, .. Enumerable.Range(0, 120).Select(user => Enumerable.Range(0, 3 + (user % 7))
            .Select(i => 1 + (((user * 7) + (i * i * ((user % 5) + 1)) + i) % 30)).ToArray())];
        var text = string.Join("; ", users.Select((items, user) => $"u{user}: {string.Join(' ', items)}"));
        var model = Fit(new ItemKnnOptions { TopK = 6, Neighbors = 6, Shrinkage = 3 }, Views.Windows(_mlContext, text, 40));
        var sets = Array.ConvertAll(users, items => items.ToHashSet());

        foreach (var item in all)
        {
            var expected = all.Where(other => other != item).Select(other => (Item: other, Score: (float)Similarity(sets, item, other)))
                .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Item).Take(6)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Item} {Math.Round(pair.Score, 4)}"));
            Assert.AreEqual(
                string.Join(", ", expected), Answers.After(_mlContext, model, $"{item}", string.Join(' ', all)), $"item {item}");
        }
    }

    private static double Similarity(HashSet<int>[] users, int i, int j)
    {
        double With(params int[] wanted) => users.Count(items => wanted.All(items.Contains));
        return With(i, j) / (Math.Sqrt(With(i) * With(j)) + 3);
    }

    private string After(ItemKnnOptions options, string sequence) =>
        Answers.After(_mlContext, Fit(options, Views.Windows(_mlContext, Users)), sequence, "a b c d");

    private CountingRecommenderTransformer Fit(ItemKnnOptions options, IDataView windows) =>
        _mlContext.SequentialRecommendation().Trainers.ItemKnn(options).Fit(windows);
}
