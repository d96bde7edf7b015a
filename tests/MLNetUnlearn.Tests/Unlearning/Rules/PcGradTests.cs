using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Tests.Unlearning.Rules;

[TestClass]
public sealed class PcGradTests
{
    /// <summary>
    /// By hand: g₀ = (1, 0), g₁ = (−1, 1), product −1. g₀ + ½ g₁ and g₁ + g₀ are what is left, in all 2 g₀ + 1.5 g₁ = (0.5, 1.5).
    /// </summary>
    [TestMethod]
    public void Two_gradients_that_oppose_each_other_by_hand()
    {
        var coefficients = new PcGrad().Combine(RuleInputs.Of([[1, 0], [-1, 1]])).Coefficients;

        CollectionAssert.AreEqual(new[] { 2, 1.5 }, coefficients.ToArray());
    }

    [TestMethod]
    public void Gradients_that_do_not_oppose_each_other_are_summed() => CollectionAssert.AreEqual(
        new[] { 1.0, 1, 1 }, new PcGrad().Combine(RuleInputs.Of([[1, 0, 0], [0, 2, 0], [1, 1, 1]])).Coefficients.ToArray());

    /// <summary>The published procedure, on the vectors themselves, for every order that the three may draw.</summary>
    [TestMethod]
    public void The_combination_is_the_sum_of_the_projected_gradients_in_one_of_the_orders() => RuleInputs.Holds(gradients =>
    {
        var actual = Faces.Sum(gradients, new PcGrad().Combine(RuleInputs.Of(gradients)).Coefficients);
        var tolerance = 1e-9 * (1 + gradients.Max(Faces.Norm));
        return Enumerable.Range(0, 8).Any(orders =>
        {
            var projected = gradients.Select((_, i) => Projected(gradients, i, ((orders >> i) & 1) == 1)).ToArray();
            return Faces.Norm(Faces.Sum([actual, .. projected], [-1, 1, 1, 1])) < tolerance;
        });
    });

    [TestMethod]
    public void Orders_come_from_seed_and_step()
    {
        double[][] gradients = [[1, 0, 0.2], [-1, 0.5, 0], [-1, -3, 1]];                         // the order matters here
        var sums = Enumerable.Range(0, 40).Select(step => Sum(step, seed: 1)).ToArray();

        Assert.IsGreaterThan(1, sums.Distinct().Count());
        CollectionAssert.AreEqual(sums, Enumerable.Range(0, 40).Select(step => Sum(step, seed: 1)).ToArray());
        CollectionAssert.AreNotEqual(sums, Enumerable.Range(0, 40).Select(step => Sum(step, seed: 2)).ToArray());

        string Sum(int step, long seed) =>
            string.Join(" ", new PcGrad().Combine(RuleInputs.Of(gradients, step: step, seed: seed)).Coefficients);
    }

    private static double[] Projected(double[][] gradients, int i, bool isReversed)
    {
        var others = Enumerable.Range(0, 3).Where(j => j != i);
        var left = gradients[i];
        foreach (var j in isReversed ? others.Reverse() : others)
        {
            var product = Faces.Dot(left, gradients[j]);
            if (product < 0)
                left = Faces.Sum([left, gradients[j]], [1, -product / Faces.Dot(gradients[j], gradients[j])]);
        }
        return left;
    }
}
