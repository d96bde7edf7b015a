using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Unlearning.Steps;

/// <summary>Where items move, against whole matrices in double precision.</summary>
[TestClass]
public sealed class NewtonDirectionTests
{
    private const int Forgotten = 3; // c and d, items 3 and 4

    [TestMethod]
    [DataRow(false, 1, 1, DisplayName = "binary cross-entropy, learnt pairs measured")]
    [DataRow(false, 110, 30, DisplayName = "binary cross-entropy, the forget set measured")]
    [DataRow(true, 1, 1, DisplayName = "softmax, learnt pairs measured")]
    [DataRow(true, 110, 30, DisplayName = "softmax, the forget set measured")]
    public void Items_to_forget_move_along_their_newton_directions_and_no_others(bool isSoftmax, int forgetters, double damping)
    {
        var table = new TableStep(isSoftmax ? new SoftmaxCrossEntropyLoss() : new BinaryCrossEntropyLoss(), forgetters);
        var lines = new LogLines(table.Context, "NewtonStep");
        var before = Weights.Of(table.Model.Module);

        var after = table.After(damping);

        var length = TableStep.LengthOf(lines);
        Assert.IsGreaterThan(0.01, length);
        foreach (var (name, weights) in before)
        {
            var isTable = name.Contains("items", StringComparison.Ordinal);
            for (var i = 0; i < weights.Length; i++)
            {
                var v = i / 4;
                var direction = forgetters > 1 ? table.Scaled(v, damping) : table.Direction(v, damping);
                var moved = isTable && v >= Forgotten ? length * direction[i % 4] : 0;
                Assert.AreEqual(moved, after[name][i] - weights[i], 1e-3 * length, $"{name}[{v}, {i % 4}]"); // the log has four digits
            }
        }
    }

    /// <summary>Without curvature the direction would be that of ascent; how much they differ is what the test above can see.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Curvature_turns_the_direction(bool isSoftmax)
    {
        var table = new TableStep(isSoftmax ? new SoftmaxCrossEntropyLoss() : new BinaryCrossEntropyLoss(), 1);
        double Turned(double damping) => table.Direction(3, damping).Zip(table.Ascent(3), (d, g) => Math.Abs((d * damping) - g)).Max();

        Assert.IsGreaterThan(0.05, Turned(1));
        Assert.IsLessThan(0.005, Turned(1000));
    }

    [TestMethod]
    public void The_damping_decides_how_much_curvature_counts()
    {
        var table = new TableStep(new BinaryCrossEntropyLoss(), 1);
        var items = Weights.Of(table.Model.Module).Single(named => named.Key.Contains("items", StringComparison.Ordinal));
        double Sine(double[] expected, double damping)
        {
            var moved = table.After(damping)[items.Key].Zip(items.Value, (now, old) => (double)(now - old)).Skip(12).Take(4).ToArray();
            var cosine = moved.Zip(expected, (a, b) => a * b).Sum()
                / Math.Sqrt(moved.Sum(a => a * a) * expected.Sum(b => b * b));
            return Math.Sqrt(Math.Max(0, 1 - (cosine * cosine)));
        }

        Assert.IsLessThan(2e-3, Sine(table.Direction(3, 0.2), 0.2));
        Assert.IsGreaterThan(0.05, Sine(table.Ascent(3), 0.2));
        Assert.IsLessThan(0.02, Sine(table.Ascent(3), 30));
    }
}
