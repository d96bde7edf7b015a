using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Losses;

/// <summary>The losses of the methods beside SRUGA's, in doubles, and their gradients by central differences.</summary>
[TestClass]
public sealed class MethodLossTests
{
    [TestMethod]
    [DataRow(0.5)]
    [DataRow(2.0)]
    public void Negative_preference(double beta)
    {
        var table = new TableLoss();

        table.Check(
            new NpoOptions { Beta = beta },
            (score, pairs) => pairs.Average(pair =>
            {
                var ratio = Sigmoid(score(pair.Item, pair.Target)) / Sigmoid(table.Original(pair.Item, pair.Target));
                return 2 / beta * Math.Log(1 + Math.Pow(ratio, beta));
            }));
    }

    [TestMethod]
    public void Random_label() => new TableLoss().Check(
        new RandomLabelOptions(),
        (score, pairs) => pairs.Average(pair =>
            -Math.Log(Sigmoid(score(pair.Item, pair.Random))) - Math.Log(1 - Sigmoid(score(pair.Item, pair.Target)))));

    /// <remarks>The control pairs are d after b and e after a: half of them lie below the higher score, none below the lower.</remarks>
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.5)]
    public void Calibrated_ascent(double quantile)
    {
        var table = new TableLoss();
        double[] controls = [.. new[] { table.Original(2, 4), table.Original(1, 5) }.Order()];
        var (level, pushed, rested) = (controls[quantile == 0 ? 0 : 1], 0, 0);

        table.Check(new CalibratedAscentOptions { ReferenceQuantile = quantile }, (score, pairs) => pairs.Average(pair =>
        {
            var s = score(pair.Item, pair.Target);
            _ = s > level ? pushed++ : rested++;
            return s > level ? Math.Log(Sigmoid(s)) : 0;
        }));

        Assert.IsGreaterThan(0, pushed);
        Assert.AreEqual(quantile > 0, rested > 0);
    }

    [TestMethod]
    public void Divergence_over_the_whole_catalogue()
    {
        var table = new TableLoss();

        table.Check(
            new SrugaOptions { GradientAscentWeight = 0, FineTuningWeight = 0, DivergenceCandidates = DivergenceCandidates.Catalogue },
            (score, _) => TableLoss.Remaining.Average(pair =>
            {
                var (p0, p) = (Softmax(v => table.Original(pair.Item, v)), Softmax(v => score(pair.Item, v)));
                return p0.Zip(p, (a, b) => a * Math.Log(a / b)).Sum();
            }));
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));

    private static double[] Softmax(Func<int, double> score)
    {
        var exps = Enumerable.Range(1, 7).Select(v => Math.Exp(score(v))).ToArray();
        return [.. exps.Select(exp => exp / exps.Sum())];
    }
}
