using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>Which retained item follows a context to forget: read off scores 16·i + v of item v after item i.</summary>
[TestClass]
public sealed class NextRetainedTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("u1: a b c d e f; u2: a b", "u1 c; u1 e", "b>d d>f", DisplayName = "the kept item behind it")]
    [DataRow("u1: a b c d e; u2: a b", "u1 c; u1 d", "b>e b>e", DisplayName = "neighbours that go together have one")]
    [DataRow("u1: a b c d; u2: a b e", "u1 d; u2 b", "a>e", DisplayName = "nothing follows the last place")]
    [DataRow("u1: a b a c a b a d; u2: e f", "u1 c; u1 d", "a>a", DisplayName = "the place, not the first that looks like it")]
    [DataRow("u1: a b c d e f g h a i; u2: a b", "u1 i; u1 c; u1 e; u1 g", "b>d d>f f>h", DisplayName = "in windows that were split")]
    [DataRow("u1: a b c d e f g h i j; u2: a b", "u1 c; u1 i", "b>d h>j", DisplayName = "though the first items are in no window")]
    public void The_next_item_by_hand(string users, string forget, string expected) =>
        CollectionAssert.AreEquivalent(expected.Split(' '), Next(Samples.Sequences(_mlContext, users), forget));

    /// <summary>Items d and e of u1, c and d of u2, are held out.</summary>
    [TestMethod]
    public void A_held_out_item_is_never_the_next() =>
        CollectionAssert.AreEquivalent(new[] { "a>b" }, Next(Views.Split(_mlContext, "u1: a b c d e; u2: a e b c d"), "u1 c; u2 e"));

    [TestMethod]
    public void Another_occurrence_of_what_is_forgotten_there_is_none()
    {
        var windows = _mlContext.Data.LoadFromEnumerable(new RawWindow[]
        {
            new() { Sequence = [0, 1, 2, 3], Target = [0, 2, 3, 4] },
            new() { Sequence = [0, 0, 0, 1], Target = [0, 0, 0, 2], IsForget = true },
            new() { Sequence = [0, 0, 1, 2], Target = [0, 0, 0, 4], IsForget = true },
        });

        CollectionAssert.AreEqual(new[] { "b>c" }, NextOf(windows));
    }

    private string[] Next(IDataView sequences, string forget) =>
        NextOf(Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, forget)));

    private string[] NextOf(IDataView windows)
    {
        string[] found = [];
        _mlContext.Unlearning().Custom(TableModel.Of(_mlContext, windows, (i, v) => (16 * i) + v), new ProbeOptions(step =>
        {
            found = step.NextRetainedScores is not { } scores ? [] :
                [.. scores.detach().data<float>().ToArray().Chunk((int)scores.shape[1]).Select(row => $"{Name(row[0] / 16)}>{Name(row[0] % 16)}")];
            return step.ForgetScores.sum();
        }) { MaximumEpochs = 1, Stop = new NoStop(), Seed = 1 }).Fit(windows);
        return found;
    }

    private static char Name(float key) => (char)('a' + (int)key - 1);
}
