using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Losses;

/// <summary>
/// A loss and its gradient on a model of two tables, s(i, v) = r_i · e_v, against the same loss in doubles and its central differences,
/// at a step where the student has moved away from the teacher.
/// </summary>
internal sealed class TableLoss
{
    private const double Difference = 1e-4;

    /// <summary>The last item of each context to forget and its target, a 1 to g 7; u1 forgets c after b, e after d, u2 d after f.</summary>
    public static readonly (int Item, int Target)[] Forget = [(2, 3), (4, 5), (6, 4)];

    /// <summary>What remains to learn: a→b→d→f, g→f→a, a→b, d→c→a.</summary>
    public static readonly (int Item, int Target)[] Remaining = [(1, 2), (2, 4), (4, 6), (7, 6), (6, 1), (1, 2), (4, 3), (3, 1)];

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _windows;
    private readonly SequentialRecommenderTransformer _model;

    public TableLoss()
    {
        // Two items at the end are held out; a user who forgets something is no control. Validation: u3 d after b, u4 e after a.
        var split = Views.Split(_mlContext, "u1: a b c d e f g a; u2: g f d a b c; u3: a b d e; u4: d c a e g");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, "u1 c; u1 e; u2 d"), maximumLength: 8);
        _model = TableModel.Of(_mlContext, _windows, (i, v) => 0);
        var seed = 0;
        foreach (var (_, parameter) in _model.Module.named_parameters())
        {
            seed++;
            Weights.Set(parameter, [.. Enumerable.Range(0, 56).Select(i => i < 7 ? 0 : (float)Math.Sin((i * 1.3) + seed))]);
        }
    }

    /// <summary>The original's score of an item after another, in doubles.</summary>
    public double Original(int item, int target) => Score(Doubles(_model.Module), item, target);

    /// <summary>Checks the first objective of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="expected">The loss, given the student's scores s(i, v) and the step's random items.</param>
    public void Check(GradientUnlearningOptions method, Func<Func<int, int, double>, (int Item, int Target, int Random)[], double> expected)
    {
        var checks = 0;
        _mlContext.Unlearning().Custom(_model, new ProbeOptions(step =>
        {
            if (step.Step == 2)
            {
                Compare(step, method.Objectives(step)[0].Loss, expected);
                checks++;
            }
            return step.ForgetScores.sum() - step.RemainingPositiveScores.sum();
        }) { MaximumEpochs = 3, LearningRate = 0.05, Stop = new NoStop(), Seed = 1 }).Fit(_windows);
        Assert.AreEqual(1, checks);
    }

    private static void Compare(
        UnlearningStep step, Tensor loss, Func<Func<int, int, double>, (int Item, int Target, int Random)[], double> expected)
    {
        var weights = Doubles(step.Student);
        var pairs = Pairs(step);
        double Loss() => expected((item, target) => Score(weights, item, target), pairs);
        var parameters = step.Student.named_parameters().ToArray();
        var gradients = torch.autograd.grad([loss], [.. parameters.Select(named => named.parameter)], retain_graph: true);
        Assert.AreEqual(Loss(), loss.item<float>(), 1e-5);
        Assert.AreEqual(0, loss.dim());
        var moved = 0;
        foreach (var (name, result) in parameters.Zip(gradients, (named, result) => (named.name, result)))
        {
            var gradient = result.data<float>().ToArray();
            for (var i = 7; i < gradient.Length; i++)
            {
                var value = weights[name][i];
                weights[name][i] = value + Difference;
                var above = Loss();
                weights[name][i] = value - Difference;
                var below = Loss();
                weights[name][i] = value;
                Assert.AreEqual((above - below) / (2 * Difference), gradient[i], 2e-5, $"{name}[{i}]");
                moved += Math.Abs(gradient[i]) > 1e-4 ? 1 : 0;
            }
        }
        Assert.IsGreaterThan(5, moved);
    }

    private static (int Item, int Target, int Random)[] Pairs(UnlearningStep step)
    {
        var (items, bounds) = (step.ForgetContexts.Items.data<long>().ToArray(), step.ForgetContexts.Offsets.data<long>().ToArray());
        var (targets, random) = (step.ForgetTargets.data<long>().ToArray(), step.RandomItems.data<long>().ToArray());
        var pairs = targets.Select((target, b) => ((int)items[bounds[b + 1] - 1], (int)target, (int)random[b])).ToArray();
        CollectionAssert.AreEquivalent(Forget, pairs.Select(pair => (pair.Item1, pair.Item2)).ToArray());
        return pairs;
    }

    private static Dictionary<string, double[]> Doubles(SequenceModule module) =>
        Weights.Of(module).ToDictionary(named => named.Key, named => Array.ConvertAll(named.Value, value => (double)value));

    private static double Score(Dictionary<string, double[]> weights, int item, int target)
    {
        var (items, rows) = (weights.Single(named => named.Key.Contains("items", StringComparison.Ordinal)).Value,
            weights.Single(named => named.Key.Contains("rows", StringComparison.Ordinal)).Value);
        return Enumerable.Range(0, 7).Sum(c => rows[(item * 7) + c] * items[(target * 7) + c]);
    }
}
