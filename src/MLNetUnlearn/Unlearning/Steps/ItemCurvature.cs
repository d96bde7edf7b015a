namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// How the training loss of the remaining windows bends in the embedding of each item, by itself: H = Σ p(1−p) h·hᵀ over the item's
/// remaining targets and, as often as training brings it there, over the contexts of any.
/// </summary>
internal sealed class ItemCurvature
{
    private const int Iterations = 4; // few: stopping early bounds a step where little bends, as damping does

    private const float Tiny = 1e-30f;   // keeps a row of zeros from 0/0, and is itself a normal float

    private readonly LearntStates _states;
    private readonly Tensor _ownWeights;     // P×1
    private readonly Tensor _otherWeights;   // N×m

    /// <param name="states">Where the items were, and were not, to be predicted.</param>
    /// <param name="probability">The items' probabilities. Like theirs, the tensors made here belong to the current scope.</param>
    public ItemCurvature(LearntStates states, ItemProbability probability)
    {
        _states = states;
        _ownWeights = Bend(probability.OfOne(states.Own, states.OwnSlots)) * states.OwnCounts;
        var share = probability.MeetingsPerTarget * states.TargetCount / states.Others.shape[0];
        _otherWeights = Bend(probability.OfAll(states.Others)) * share;
    }

    /// <summary>(H + λ)⁻¹·b of each item by conjugate gradients (Hestenes and Stiefel 1952).</summary>
    /// <param name="b">m×d.</param>
    /// <param name="damping">λ, above 0.</param>
    /// <returns>m×d, in the current scope.</returns>
    public Tensor Solve(Tensor b, double damping)
    {
        using var scope = torch.NewDisposeScope();
        var (x, residual, direction, square) = (torch.zeros_like(b), b, b, Squares(b));
        for (var i = 0; i < Iterations; i++)
        {
            var bent = Times(direction) + (direction * damping);
            var length = square / ((direction * bent).sum(1, keepdim: true) + Tiny);
            x = x + (length * direction);
            residual = residual - (length * bent);
            var next = Squares(residual);
            direction = residual + (next / (square + Tiny) * direction);
            square = next;
        }
        return x.MoveToOuterDisposeScope();
    }

    private Tensor Times(Tensor v)
    {
        var result = (_otherWeights * _states.Others.matmul(v.t())).t().matmul(_states.Others);       // m×d
        var along = (_states.Own * v.index_select(0, _states.OwnSlots)).sum(1, keepdim: true);        // P×1
        return result.index_add_(0, _states.OwnSlots, along * _ownWeights * _states.Own, 1);
    }

    private static Tensor Bend(Tensor probability) => probability * (1 - probability);

    private static Tensor Squares(Tensor rows) => (rows * rows).sum(1, keepdim: true);
}
