using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>
/// Three hidden states of three numbers, five items, and a row beyond them that is no candidate; every loss is compared with its formula
/// in doubles.
/// </summary>
internal static class LossCase
{
    public const int ItemCount = 5;

    private const int D = 3;
    private const double Step = 1e-5;

    /// <summary>The item after each hidden state.</summary>
    public static int[] Targets { get; } = [1, 4, 5];

    /// <summary>Two for each target, one of them twice.</summary>
    public static int[][] Negatives { get; } = [[2, 3], [5, 5], [1, 3]];

    /// <summary>log q of the items 1 to 5.</summary>
    public static double[] LogProbabilities { get; } = [.. new[] { 0.4, 0.1, 0.2, 0.25, 0.05 }.Select(q => Math.Log(q))];

    /// <summary>Fails unless the loss has the value of a formula and its gradients the formula's differences.</summary>
    /// <param name="loss">A loss with two negatives or none.</param>
    /// <param name="formula">The loss of a target's score and its negatives' scores, given all scores of a row; averaged over the rows.</param>
    /// <param name="isCorrected">Whether the loss is told how likely negatives are.</param>
    public static void Check(RecommenderLoss loss, Func<int, double[], double> formula, bool isCorrected = false)
    {
        using var scope = torch.NewDisposeScope();
        var (hidden, table) = (Numbers(3 * D, 1.3), Numbers((ItemCount + 2) * D, 2.1));
        Array.Clear(table, 0, D);
        using var items = nn.Embedding(ItemCount + 2, D, padding_idx: 0);
        Weights.Set(items.weight!, Array.ConvertAll(table, value => (float)value));
        var states = torch.tensor(Array.ConvertAll(hidden, value => (float)value), [3, D]).requires_grad_();

        var value = loss.Of(Input(states, items, loss, isCorrected));
        value.backward();

        Assert.AreEqual(Mean(), value.item<float>(), 1e-5);
        AssertGradient(hidden, states.grad!.data<float>().ToArray(), "hidden");
        AssertGradient(table, items.weight!.grad!.data<float>().ToArray(), "table");

        double Mean() => Enumerable.Range(0, 3).Average(row => formula(row, Scores(hidden, table, row)));

        void AssertGradient(double[] values, float[] gradient, string name)
        {
            for (var i = name == "table" ? D : 0; i < values.Length; i++)
            {
                var kept = values[i];
                values[i] = kept + Step;
                var above = Mean();
                values[i] = kept - Step;
                var below = Mean();
                values[i] = kept;
                Assert.AreEqual((above - below) / (2 * Step), gradient[i], 2e-5, $"{name}[{i}]");
            }
            if (name == "table")
                CollectionAssert.AreEqual(new float[D], gradient[..D], "padding");
        }
    }

    /// <summary>The loss where every score is 0.</summary>
    public static float AtZero(RecommenderLoss loss, bool isCorrected = false)
    {
        using var scope = torch.NewDisposeScope();
        using var items = nn.Embedding(ItemCount + 2, D, padding_idx: 0);
        return loss.Of(Input(torch.zeros(3, D), items, loss, isCorrected)).item<float>();
    }

    private static LossInput Input(Tensor hidden, Embedding items, RecommenderLoss loss, bool isCorrected) => new(
        hidden, items, ItemCount, torch.tensor(Longs(Targets)),
        loss.NegativesPerTarget == 0 ? null : torch.tensor(Longs([.. Negatives.SelectMany(row => row)]), [3, 2]),
        isCorrected ? torch.tensor([0f, .. LogProbabilities.Select(value => (float)value)], [ItemCount + 1]) : null);

    // The scores of items 0 to 5 after a row.
    private static double[] Scores(double[] hidden, double[] table, int row) => [.. Enumerable.Range(0, ItemCount + 1).Select(item =>
        Enumerable.Range(0, D).Sum(j => hidden[(row * D) + j] * table[(item * D) + j]))];

    private static long[] Longs(int[] values) => Array.ConvertAll(values, value => (long)value);

    private static double[] Numbers(int count, double step) => [.. Enumerable.Range(1, count).Select(i => 1.5 * Math.Sin(step * i * i))];
}
