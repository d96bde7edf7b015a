using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Stopping;

/// <summary>
/// Which pairs the forget set's hit rate is compared with, seen through a stop rule. "b>x" among the hits means: after b, item x scores
/// above all others, so its pair hits; all other scores are equal, so the other pairs miss.
/// </summary>
[TestClass]
public sealed class ControlPairsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Both_hit_rates_are_shares_of_pairs()
    {
        var progress = Measure(
            "f1: a b x p q; f2: a c y p q; f3: a d z p q; f4: a e w p q; c1: a g k q; c2: a h l q; c3: a i m q; c4: a j n q; c5: a r o q",
            forget: "f1 x; f2 y; f3 z; f4 w",
            hits: "b>x c>y d>z g>k j>n");

        Assert.AreEqual(0.75, progress.ForgetHit, 1e-9);
        Assert.AreEqual(0.4, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Users_who_forget_are_no_controls()
    {
        // The forgetters' own validation items, p after b and q after c, hit; the other user's item l does not.
        var progress = Measure("f1: a b x p q; f2: a c y q p; c1: a h l q", forget: "f1 x; f2 y", hits: "b>p c>q");

        Assert.AreEqual(0, progress.ControlHit);
    }

    [TestMethod]
    public void Controls_count_as_often_as_the_forget_set_has_contexts_of_their_length()
    {
        // Three of four pairs have a context of 2 items, one of 4. Of the two controls of length 2 one hits, of length 4 all five.
        var progress = Measure(
            "f1: a b x p q; f2: a c y p q; f3: a d z p q; f4: a b c e w p q; c1: a g k q; c2: a h l q; " +
            "c3: a b c i m q; c4: a b c j n q; c5: a b c r o q; c6: a b c s v q; c7: a b c t u q",
            forget: "f1 x; f2 y; f3 z; f4 w",
            hits: "g>k i>m j>n r>o s>v t>u");

        Assert.AreEqual((0.75 * 0.5) + (0.25 * 1), progress.ControlHit, 1e-9);                   // unweighted it would be 6/7
    }

    [TestMethod]
    public void A_length_without_controls_is_stood_for_by_the_nearest_one()
    {
        // The pair has 3 items of context. The control of 2 items hits, those of 5 do not.
        var progress = Measure("f1: a b c x p q; c1: a g k q; c2: a b c d e l q; c3: a b c d h m q", forget: "f1 x", hits: "g>k");

        Assert.AreEqual(1, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Controls_count_as_often_as_the_forget_set_has_items_of_their_popularity()
    {
        // x and k are met 4 times in what remains, y, l, m and n never: k stands for x, and l, m and n for y.
        var progress = Measure(
            $"{Trained("x", 4)}; {Trained("k", 4)}; f1: a b x p q; f2: a c y p q; c1: a g k q; c2: a h l q; c3: a i m q; c4: a j n q",
            forget: "f1 x; f2 y",
            hits: "g>k");

        Assert.AreEqual(0.5, progress.ControlHit, 1e-9);                                         // unweighted it would be 1/4
    }

    [TestMethod]
    [DataRow(2, 3, DisplayName = "2 and 3 occurrences are alike")]
    [DataRow(4, 7, DisplayName = "4 and 7 occurrences are alike")]
    [DataRow(9, 4, DisplayName = "without any that is alike, the nearest counts")]
    public void Popularity_is_told_apart_by_powers_of_two(int forgotten, int control)
    {
        var progress = Measure(
            $"{Trained("x", forgotten)}; {Trained("k", control)}; {Trained("l", 1)}; f1: a b x p q; c1: a g k q; c2: a h l q; c3: a i m q",
            forget: "f1 x",
            hits: "g>k");

        Assert.AreEqual(1, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Controls_have_the_forget_sets_lengths_and_popularities_whatever_goes_with_what()
    {
        // Of the two pairs, one is popular after 2 items, one rare after 4. Of the controls k is rare after 2, l and m rare after 4, o
        // popular after 2 and n popular after 4. Half of the weight is to be rare, half after 2 items, and u·t / (v·s) as it was, 1/2, with
        // u of k, v of l and m, s of o and t of n: so s = v, t = u and u / v = 1/√2; k and n have √2 − 1 together.
        var progress = Measure(
            $"{Trained("x", 4)}; {Trained("n", 4)}; {Trained("o", 4)}; f1: a b x p q; f2: a b c e y p q; " +
            "c1: a g k q; c2: a b c h l q; c3: a b c i m q; c4: a b c j n q; c5: a r o q",
            forget: "f1 x; f2 y",
            hits: "g>k j>n");

        Assert.AreEqual(Math.Sqrt(2) - 1, progress.ControlHit, 1e-6);                            // unweighted it would be 2/5
    }

    [TestMethod]
    [DataRow("b", 1, DisplayName = "x is met with b, as k with g")]
    [DataRow("r", 0, DisplayName = "x is met with neither of its context, as l, m and n")]
    public void Controls_count_as_often_as_the_forget_set_has_items_that_others_met_with_the_context(string metWith, double expected)
    {
        var progress = Measure(
            $"t1: {metWith} x; t2: g k; t3: r l; t4: r m; t5: r n; f1: a b x p q; " +
            "c1: a g k q; c2: a h l q; c3: a i m q; c4: a j n q",
            forget: "f1 x",
            hits: "g>k");

        Assert.AreEqual(expected, progress.ControlHit, 1e-9);                                    // unweighted it would be 1/4
    }

    [TestMethod]
    public void What_a_user_alone_has_together_makes_nothing_easy()
    {
        // k is in the training of c1 after g, but of no other user's; so it is no easier than l, m and n, which miss.
        var progress = Measure(
            "t1: r x; t3: r l; t4: r m; t5: r n; f1: a b x p q; " +
            "c1: g k g k q; c2: h i h l q; c3: i j i m q; c4: j h j n q",
            forget: "f1 x",
            hits: "g>k");

        Assert.AreEqual(0.25, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Controls_have_gaps_where_the_forget_set_has_some()
    {
        // f1 forgets two neighbours: both pairs have the context a, b, and between it and y the item x is missing too. Some controls lose
        // the last item of their context likewise: those hit, the others do not. Each kind stands for one of the two pairs.
        var controls = Enumerable.Range(1, 9).Select(i => $"c{i}: a h{i} g{i} k{i} q");

        var progress = Measure(
            $"f1: a b x y p q; {string.Join("; ", controls)}",
            forget: "f1 x; f1 y",
            hits: string.Join(" ", Enumerable.Range(1, 9).Select(i => $"h{i}>k{i}")));

        Assert.AreEqual(0.5, progress.ControlHit, 1e-9);                                         // unweighted it would be some ninths
    }

    [TestMethod]
    public void Kept_items_between_forgotten_ones_are_no_gap()
    {
        // After a, b comes x, after a, b, c comes y: nothing is missing in either context, and no control loses an item.
        var controls = Enumerable.Range(1, 9).Select(i => $"c{i}: a h{i} g{i} k{i} q");

        var progress = Measure(
            $"f1: a b x c y p q; {string.Join("; ", controls)}",
            forget: "f1 x; f1 y",
            hits: string.Join(" ", Enumerable.Range(1, 9).Select(i => $"g{i}>k{i}")));

        Assert.AreEqual(1, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Another_users_pair_after_the_same_items_is_no_gap()
    {
        var controls = Enumerable.Range(1, 9).Select(i => $"c{i}: a h{i} g{i} k{i} q");

        var progress = Measure(
            $"f1: a b x p q; f2: a b y p q; {string.Join("; ", controls)}",
            forget: "f1 x; f2 y",
            hits: string.Join(" ", Enumerable.Range(1, 9).Select(i => $"g{i}>k{i}")));

        Assert.AreEqual(1, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void A_control_keeps_one_item_of_its_context_however_large_the_gap()
    {
        // f1's pairs lack up to 3 items; the controls have contexts of 2. They hit after either item.
        var users = Enumerable.Range(1, 9).ToArray();

        var progress = Measure(
            $"f1: a b x y z w p q; {string.Join("; ", users.Select(i => $"c{i}: h{i} g{i} k{i} q"))}",
            forget: "f1 x; f1 y; f1 z; f1 w",
            hits: string.Join(" ", users.Select(i => $"h{i}>k{i} g{i}>k{i}")));

        Assert.AreEqual(1, progress.ControlHit, 1e-9);
    }

    [TestMethod]
    public void Of_thousands_of_controls_the_few_that_are_like_the_forget_set_count()
    {
        // Only k's context has two items, as x's; thousands of others have three.
        var others = Enumerable.Range(1, 2500).Select(i => $"o{i}: a b h l{i % 50} q");

        var progress = Measure(
            $"f1: a b x p q; c1: a g k q; {string.Join("; ", others)}", forget: "f1 x", hits: "g>k", checks: 2);

        Assert.AreEqual(1, progress.ControlHit, 1e-3);
    }

    [TestMethod]
    public void Without_controls_their_hit_rate_is_0()
    {
        var progress = Measure("f1: a b x p q; f2: a c y p q", forget: "f1 x; f2 y", hits: "b>x b>p");

        Assert.AreEqual(0, progress.ControlHit);
    }

    // Users who only train, since two interactions are too few to hold any out, on what no context has.
    private static string Trained(string item, int times) =>
        string.Join("; ", Enumerable.Range(1, times).Select(i => $"{item}{i}: apart {item}"));

    private UnlearningProgress Measure(string users, string forget, string hits, int checks = 1)
    {
        var split = Views.Split(_mlContext, users);
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, forget), maximumLength: 6);
        VBuffer<ReadOnlyMemory<char>> values = default;
        split.Schema["Sequence"].GetKeyValues(ref values);
        var items = values.DenseValues().Select(value => value.ToString()).ToArray();
        var pairs = hits.Split(' ');
        var model = TableModel.Of(_mlContext, windows, (i, v) => pairs.Contains($"{items[i - 1]}>{items[v - 1]}") ? 1 : 0);
        var seen = new List<UnlearningProgress>();
        var probe = new ProbeOptions(step => step.ForgetScores.mean())
        {
            LearningRate = 1e-12, Stop = new ProbeStop(seen, Every: 1, checks), Seed = 1,
        };
        _mlContext.Unlearning().Custom(model, probe).Fit(windows);
        Assert.HasCount(checks, seen);
        return seen[^1];
    }
}
