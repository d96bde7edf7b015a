using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Steps;

/// <summary>
/// A model of a table on four items that follow each other around a ring, and the Newton directions of the items to forget worked out in
/// double precision with whole matrices. The state after item i is its row of scores, h_i; of the forgotten c and d alone rows may move.
/// </summary>
internal sealed class TableStep
{
    private const int Items = 4;
    private const double ScoreFall = 20; // the default
    private const string Others = "u0: a b d a; u3: c d a c d; u4: d a d a";

    private static readonly (int Item, int Target)[] OthersRemain = [(1, 2), (3, 4), (4, 1), (4, 1)];

    private readonly RecommenderLoss _loss;
    private readonly int _forgetters;

    /// <param name="loss">What the model was trained with.</param>
    /// <param name="forgetters">How many users walk a b c and forget c, and how many b c d and forget d.</param>
    public TableStep(RecommenderLoss loss, int forgetters)
    {
        (_loss, _forgetters) = (loss, forgetters);
        var number = Enumerable.Range(0, forgetters).ToArray();
        var users = string.Join("; ", number.Select(i => $"f{i}: a b c a b; g{i}: b c d b c").Append(Others));
        var requests = string.Join("; ", number.Select(i => $"f{i} c; g{i} d"));
        Windows = Views.Window(Context, Views.Partitioned(Context, Views.Split(Context, users), requests));
        Model = TableModel.Of(Context, Windows, Score, new TableOptions { Loss = loss });
    }

    public MLContext Context { get; } = new(seed: 1);

    public IDataView Windows { get; }

    public SequentialRecommenderTransformer Model { get; }

    /// <summary>The ring's next item is scored far above the others.</summary>
    public static double Score(int item, int v) => v == (item % Items) + 1 ? 2 : Math.Sin(item + (3 * v)) / 2;

    /// <summary>A step with nothing but the move: what mends is too small to change a float near 1.</summary>
    public Dictionary<string, float[]> After(double damping)
    {
        using var unlearned = Context.Unlearning().NewtonStep(
            Model, new NewtonStepOptions { Damping = damping, LearningRate = 1e-12, MaximumEpochs = 1, Seed = 5 }).Fit(Windows);
        return Weights.Of(unlearned.Module);
    }

    /// <summary>The length of all steps that were logged.</summary>
    public static double LengthOf(LogLines lines) => lines.All.Where(line => line.Contains("a step of length", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[5], CultureInfo.InvariantCulture));

    /// <summary>−Σ w h over the pairs to forget, whose item v follows v − 1; w is 1 − σ in the mean over the fall of the log-odds.</summary>
    public double[] Ascent(int v)
    {
        const int Points = 2000;
        var fall = ScoreFall / (1 + Remain().Count(pair => pair.Target == v));
        var p = Probability(v - 1, v);
        var pull = Enumerable.Range(0, Points)
            .Average(i => 1 / (1 + Math.Exp(Math.Log(p / (1 - p)) - ((i + 0.5) / Points * fall))));
        return [.. State(v - 1).Select(h => -_forgetters * pull * h)];
    }

    /// <summary>(H + λ)⁻¹ of <see cref="Ascent"/>.</summary>
    public double[] Direction(int v, double damping)
    {
        var remain = Remain();
        var meetings = _loss is SoftmaxCrossEntropyLoss ? 1 : 1.0 / Items;                        // one negative among the items
        var matrix = new double[Items, Items];
        for (var row = 0; row < Items; row++)
        {
            matrix[row, row] = damping;
            for (var column = 0; column < Items; column++)
            {
                matrix[row, column] += remain.Sum(pair =>
                {
                    var p = Probability(pair.Item, v);
                    return ((pair.Target == v ? 1 : 0) + meetings) * p * (1 - p) * State(pair.Item)[row] * State(pair.Item)[column];
                });
            }
        }
        return Solve(matrix, Ascent(v));
    }

    /// <summary>Where an item moves when the forget set itself is measured: so far that its pairs' score falls by δ / (1 + n).</summary>
    public double[] Scaled(int v, double damping)
    {
        var direction = Direction(v, damping);
        var fall = -State(v - 1).Zip(direction, (h, d) => h * d).Sum();
        return [.. direction.Select(d => d * ScoreFall / (1 + Remain().Count(pair => pair.Target == v)) / fall)];
    }

    private (int Item, int Target)[] Remain() =>
        [.. OthersRemain, .. Enumerable.Range(0, _forgetters).SelectMany(_ => new[] { (1, 2), (2, 3) })];

    private double Probability(int item, int v) => _loss is SoftmaxCrossEntropyLoss
        ? Math.Exp(Score(item, v)) / State(item).Sum(Math.Exp)
        : 1 / (1 + Math.Exp(-Score(item, v)));

    private static double[] State(int item) => [.. Enumerable.Range(1, Items).Select(v => Score(item, v))];

    // Gaussian elimination; the matrix is symmetric and positive definite, so that no pivot is 0.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        for (var pivot = 0; pivot < Items; pivot++)
        {
            for (var row = pivot + 1; row < Items; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < Items; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
                right[row] -= factor * right[pivot];
            }
        }
        for (var row = Items - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < Items; column++)
                right[row] -= matrix[row, column] * right[column];
            right[row] /= matrix[row, row];
        }
        return right;
    }
}
