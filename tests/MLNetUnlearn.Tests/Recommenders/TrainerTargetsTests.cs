using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What is learned from, told by the weights that a step moves: a table model's row of item i moves when something follows i.</summary>
[TestClass]
public sealed class TrainerTargetsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Every_place_with_a_target_is_learned_from()
    {
        // Keys a 1 to e 5; nothing follows e.
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, MovedRows(Views.Windows(_mlContext, "u1: a b c d; u2: b c d e")));
    }

    [TestMethod]
    public void Places_without_a_target_are_context_alone()
    {
        // One item to predict after each whole sequence: 9 after 1, 2, 3 and 7 after 5, 4. Objects hold scalar keys from 0.
        var sequences = Samples.RawSequences(
            _mlContext,
            new RawSequence { UserId = "u", Sequence = [1, 2, 3], Target = 8 },
            new RawSequence { UserId = "v", Sequence = [5, 4], Target = 6 });

        CollectionAssert.AreEqual(new[] { 3, 4 }, MovedRows(Views.Window(_mlContext, sequences)));
    }

    [TestMethod]
    public void Negatives_are_outside_the_users_items()
    {
        // u1 has a, b, c and d (keys 1 to 4), so f (5) is the only item left. The embedding of an item moves when it is a target or a
        // negative: b, c and d are targets, a is not.
        var columns = new HashSet<int>();
        for (var seed = 1; seed <= 10; seed++)
            columns.UnionWith(Moved(Views.Windows(_mlContext, "u1: a b c d; v: f"), "_items.weight", seed));

        CollectionAssert.AreEquivalent(new[] { 2, 3, 4, 5 }, columns.ToArray());
    }

    private int[] MovedRows(IDataView windows) => Moved(windows, "_rows.weight", seed: 1);

    // Rows of a weight that one step at a tangible rate moves away from where one at a vanishing rate leaves them.
    private int[] Moved(IDataView windows, string name, int seed)
    {
        var still = Train(windows, 1e-30, seed)[name].Chunk(RowLength(windows)).ToArray();
        var moved = Train(windows, 0.1, seed)[name].Chunk(RowLength(windows)).ToArray();
        return [.. Enumerable.Range(0, still.Length).Where(row => !still[row].SequenceEqual(moved[row]))];
    }

    private Dictionary<string, float[]> Train(IDataView windows, double learningRate, int seed)
    {
        var options = new TableOptions { Epochs = 1, LearningRate = learningRate, Seed = seed };
        return Weights.Of(_mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(windows).Module);
    }

    private static int RowLength(IDataView windows) =>
        (int)((KeyDataViewType)((VectorDataViewType)windows.Schema["Sequence"].Type).ItemType).Count;
}
