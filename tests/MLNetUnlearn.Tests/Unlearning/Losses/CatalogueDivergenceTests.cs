using Microsoft.ML;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Losses;

/// <summary>The divergence over so many items that their scores are made some rows at a time.</summary>
[TestClass]
public sealed class CatalogueDivergenceTests
{
    private const int Items = 1501;
    private const int Size = 4;
    private const double Difference = 1e-3;

    [TestMethod]
    public void Value_and_gradient_are_those_of_all_rows_and_items()
    {
        var context = new MLContext(seed: 1);
        var all = string.Join(' ', Enumerable.Range(1, Items).Select(i => $"i{i}"));
        var sequences = DataViews.Samples.Sequences(context, $"u1: {all}; u2: i1 i2 i3");
        var windows = Views.Window(context, Views.Partitioned(context, sequences, "u2 i3"));
        using var model = context.SequentialRecommendation().Trainers
            .Custom(new MaskedOptions { EmbeddingSize = Size, Epochs = 1, Seed = 1 }).Fit(windows);
        var (original, checks) = (Doubles(Weights.Of(model.Module)), 0);
        var method = new SrugaOptions
        {
            GradientAscentWeight = 0, FineTuningWeight = 0, DivergenceCandidates = DivergenceCandidates.Catalogue,
        };

        context.Unlearning().Custom(model, new ProbeOptions(step =>
        {
            if (step.Step == 1)
            {
                var loss = method.Objectives(step)[0].Loss;
                string[] names = ["_items.weight", "_inputs.weight"];
                Tensor[] weights = [.. names.Select(name => step.Student.named_parameters().Single(named => named.name == name).parameter)];
                var gradients = torch.autograd.grad([loss], weights, retain_graph: true);
                Assert.AreEqual(Items, step.RemainingPositiveScores.shape[0]);                    // i1 i2 … i1501, and i1 i2
                var student = Doubles(Weights.Of(step.Student));
                Assert.AreEqual(Loss(original, student), loss.item<float>(), 1e-6);
                foreach (var (name, result) in names.Zip(gradients))
                {
                    var gradient = result.data<float>().ToArray();
                    foreach (var i in new[] { Size, (700 * Size) + 1, (1500 * Size) + 2 })
                        Assert.AreEqual(Slope(original, student, student[name], i), gradient[i], 1e-7, $"{name}[{i}]");
                }
                checks++;
            }
            return step.RemainingPositiveScores.sum();
        }) { MaximumEpochs = 2, BatchSize = 1000, LearningRate = 0.1, Stop = new NoStop(), Seed = 1 }).Fit(windows);

        Assert.AreEqual(1, checks);
    }

    private static double Slope(Dictionary<string, double[]> original, Dictionary<string, double[]> student, double[] weights, int i)
    {
        var value = weights[i];
        weights[i] = value + Difference;
        var above = Loss(original, student);
        weights[i] = value - Difference;
        var below = Loss(original, student);
        weights[i] = value;
        return (above - below) / (2 * Difference);
    }

    /// <summary>The contexts' last items are 1 to 1500, and 1 once more.</summary>
    private static double Loss(Dictionary<string, double[]> original, Dictionary<string, double[]> student) =>
        Enumerable.Range(1, Items - 1).Append(1).AsParallel().AsOrdered().Select(item =>
        {
            var (log0, log) = (LogSoftmax(original, item), LogSoftmax(student, item));
            return log0.Zip(log, (a, b) => Math.Exp(a) * (a - b)).Sum();
        }).ToArray().Average();

    private static double[] LogSoftmax(Dictionary<string, double[]> weights, int item)
    {
        var (inputs, items) = (weights["_inputs.weight"], weights["_items.weight"]);
        var scores = new double[Items];
        for (var v = 1; v <= Items; v++)
        {
            for (var c = 0; c < Size; c++)
                scores[v - 1] += inputs[(item * Size) + c] * items[(v * Size) + c];
        }
        var log = Math.Log(scores.Sum(Math.Exp));
        return Array.ConvertAll(scores, score => score - log);
    }

    private static Dictionary<string, double[]> Doubles(Dictionary<string, float[]> weights) =>
        weights.ToDictionary(named => named.Key, named => Array.ConvertAll(named.Value, value => (double)value));
}
