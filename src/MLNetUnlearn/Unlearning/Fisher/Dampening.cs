using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Fisher;

/// <summary>SSD's rule: where F_f &gt; α F, θ becomes θ · min(λ F / F_f, 1).</summary>
internal sealed class Dampening(double selectionWeight, double dampeningConstant)
{
    private const int Piece = 1 << 16;

    /// <summary>Writes the dampened weights of one module into another.</summary>
    /// <param name="student">The module to change; else it is as <paramref name="original"/> is.</param>
    /// <param name="original">Where the weights are read: one that goes by two names is still dampened once.</param>
    /// <param name="training">F.</param>
    /// <param name="forget">F_f.</param>
    /// <returns>How many weights were selected, of how many.</returns>
    public (long Dampened, long Total) Apply(
        SequenceModule student, SequenceModule original, FisherDiagonal training, FisherDiagonal forget)
    {
        using var noGrad = torch.no_grad();
        var (dampened, total) = (0L, 0L);
        var weights = original.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        foreach (var (name, parameter) in student.named_parameters())
        {
            for (var start = 0L; start < parameter.numel(); start += Piece) // in pieces, since a table may be large
            {
                using var scope = torch.NewDisposeScope();
                var count = Math.Min(Piece, parameter.numel() - start);
                var values = Numbers(weights[name], start, count);
                var selected = Apply(values, Numbers(training.Squares[name], start, count), Numbers(forget.Squares[name], start, count));
                if (selected > 0)
                    parameter.view(-1).narrow(0, start, count).copy_(torch.tensor(values, [count], device: torch.CPU));
                (dampened, total) = (dampened + selected, total + count);
            }
        }
        return (dampened, total);
    }

    private int Apply(float[] weights, float[] training, float[] forget)
    {
        var selected = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (forget[i] <= selectionWeight * training[i])
                continue;
            weights[i] = (float)(weights[i] * Math.Min(dampeningConstant * training[i] / forget[i], 1));
            selected++;
        }
        return selected;
    }

    private static float[] Numbers(Tensor tensor, long start, long count) =>
        tensor.detach().view(-1).narrow(0, start, count).cpu().data<float>().ToArray();
}
