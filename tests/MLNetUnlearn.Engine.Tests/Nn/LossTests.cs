using static MLNetUnlearn.Engine.Tests.Values;

namespace MLNetUnlearn.Engine.Tests.Nn;

[TestClass]
public sealed class LossTests
{
    [TestMethod]
    public void BinaryCrossEntropyMatches()
    {
        Tensor x = tensor([0f, 2f, -3f, 60f, -60f]), y = tensor([1f, 0f, 1f, 1f, 1f]);
        double[] expected = [Math.Log(2), Math.Log(1 + Math.Exp(2)), Math.Log(1 + Math.Exp(3)), 0, 60];
        AreClose(expected, nn.functional.binary_cross_entropy_with_logits(x, y, reduction: nn.Reduction.None));
        AreClose([expected.Sum()], nn.functional.binary_cross_entropy_with_logits(x, y, reduction: nn.Reduction.Sum));
        AreClose([expected.Average()], nn.functional.binary_cross_entropy_with_logits(x, y));
    }

    [TestMethod]
    public void BinaryCrossEntropyGradientsMatchDifferences()
    {
        Tensor target = Positive(2, 3, 7).clamp(0, 1);
        foreach (nn.Reduction reduction in Enum.GetValues<nn.Reduction>())
        {
            GradCheck.Run(
                t => nn.functional.binary_cross_entropy_with_logits(t[0] * 3, t[1], reduction: reduction), Of(1, 3, 7), target);
        }
    }

    [TestMethod]
    public void DivergenceMatches()
    {
        float[] p = [0.2f, 0.8f, 0f], q = [0.5f, 0.25f, 0.25f];
        Tensor logQ = tensor(q).log();
        double[] expected = [.. p.Zip(q, (a, b) => a == 0 ? 0 : a * (Math.Log(a) - Math.Log(b)))];
        AreClose(expected, nn.functional.kl_div(logQ, tensor(p), log_target: false, reduction: nn.Reduction.None));
        AreClose([expected.Sum()], nn.functional.kl_div(logQ, tensor(p), log_target: false, reduction: nn.Reduction.Sum));
        AreClose([expected.Average()], nn.functional.kl_div(logQ, tensor(p), log_target: false));
        double[] ofLogs = [.. expected.Take(2)];
        AreClose(ofLogs, nn.functional.kl_div(logQ.narrow(0, 0, 2), tensor(p).narrow(0, 0, 2).log(), reduction: nn.Reduction.None));
    }

    [TestMethod]
    public void DivergenceGradientsMatchDifferences()
    {
        foreach (nn.Reduction reduction in Enum.GetValues<nn.Reduction>())
        {
            GradCheck.Run(t => nn.functional.kl_div(t[0], t[1], true, reduction), Of(1, 3, 7), Of(2, 3, 7));
            GradCheck.Run(t => nn.functional.kl_div(t[0], t[1], false, reduction), Of(1, 3, 7), Positive(2, 3, 7));
        }
    }
}
