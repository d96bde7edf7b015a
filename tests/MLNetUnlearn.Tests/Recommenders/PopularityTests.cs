using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Popularity counts the interactions that windows were cut from, each once.</summary>
[TestClass]
public sealed class PopularityTests
{
    private static readonly PopularityOptions All = new() { TopK = 5, ExcludeSeen = false };

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(2, DisplayName = "two windows a user, whose edges meet")]
    [DataRow(4, DisplayName = "one full window a user")]
    [DataRow(9, DisplayName = "padded windows")]
    public void Every_interaction_counts_once_however_the_sequence_is_cut(int length)
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d e; u2: b e b", length);

        Assert.AreEqual("b 3, e 2, a 1, c 1, d 1", After(All, windows, "c"));
    }

    [TestMethod]
    public void An_item_that_is_bought_again_counts_again_at_the_edge_of_two_windows()
    {
        // Windows a b | b b and b b | b c: b is the last target of the first and the first item of the second.
        Assert.AreEqual("b 3, a 1, c 1, -, -", After(All, Views.Windows(_mlContext, "u1: a b b b c; x: d", 2), "a", "a b c d"));
    }

    [TestMethod]
    public void What_PadAndSplitSequences_leaves_out_is_not_counted()
    {
        // Of a b c d, cut by 2, the transition from a to b is left over; a sequence of one item has none.
        Assert.AreEqual("b 1, c 1, d 1, -, -", After(All, Views.Windows(_mlContext, "u1: a b c d; u2: a", 2), "a", "a b c d"));
    }

    [TestMethod]
    public void Held_out_items_are_not_counted()
    {
        var windows = Views.Window(_mlContext, Views.Split(_mlContext, "u1: a b c d; u2: b a a e"));

        Assert.AreEqual("a 2, b 2, -, -, -", After(All, windows, "c", "a b c d e"));
    }

    [TestMethod]
    public void What_is_to_be_forgotten_is_not_counted()
    {
        var sequences = Views.Split(_mlContext, "u1: a b c b a a; u2: b c c c");
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 b"));

        // u1 keeps a c, u2 b c.
        Assert.AreEqual("c 2, a 1, b 1, -, -", After(All, windows, "a", "a b c"));
    }

    [TestMethod]
    public void Without_users_every_window_is_a_sequence_of_its_own()
    {
        // a b | b c and c d | d e: c ends one sequence and begins another.
        var windows = Views.Windows(_mlContext, "u1: a b c d e", 2);

        Assert.AreEqual("c 2, a 1, b 1, d 1, e 1", After(All with { UserColumnName = null }, windows, "a"));
    }

    [TestMethod]
    public void Windows_of_one_user_that_do_not_meet_are_counted_whole()
    {
        // Of keys 1 to 20. The first window's last target, 3, does not open the second one.
        var rows = new[]
        {
            new RawWindow { Sequence = [0, 0, 1, 2], Target = [0, 0, 2, 3] },
            new RawWindow { Sequence = [0, 0, 0, 4], Target = [0, 0, 0, 3] },
        };
        var model = Fit(All, _mlContext.Data.LoadFromEnumerable(rows));

        var output = model.Transform(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.AreEqual("3 1 2 4 - | 2 1 1 1 NaN", Cells.Rows(output, "Recommended", "Score")[0]);
    }

    [TestMethod]
    public void Seen_items_are_left_out_unless_they_are_wanted()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d e; u2: b e b");

        Assert.AreEqual("a 1, c 1, d 1", After(All with { ExcludeSeen = true, TopK = 3 }, windows, "e b"));
        Assert.AreEqual("a 1, -, -", After(All with { ExcludeSeen = true, TopK = 3 }, windows, "e d c b"));
    }

    [TestMethod]
    public void Windows_without_an_item_leave_nothing_to_count()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => Fit(All, _mlContext.Data.LoadFromEnumerable(new[] { new RawWindow() })));

        Assert.AreEqual("Popularity: there is nothing to count: no row of 'Sequence' holds an item.", exception.Message);
    }

    private string After(PopularityOptions options, IDataView windows, string sequence, string vocabulary = "a b c d e") =>
        Answers.After(_mlContext, Fit(options, windows), sequence, vocabulary);

    private CountingRecommenderTransformer Fit(PopularityOptions options, IDataView windows) =>
        _mlContext.SequentialRecommendation().Trainers.Popularity(options).Fit(windows);
}
