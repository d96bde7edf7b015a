namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// How the training loss of the remaining windows bends in the embedding of each item, by itself: H = Σ p(1−p) h·hᵀ over the item's
/// remaining targets and, as often as training brings it there, over other contexts.
/// </summary>
internal sealed class ItemCurvature
{
    private const int Iterations = 4; // a relative error of 1 % and less at the default damping

    private readonly LearntStates _states;
    private readonly Tensor _ownWeights;     // P×1
    private readonly Tensor _otherWeights;   // N×m

    /// <param name="states">Where the items were, and were not, to be predicted.</param>
    /// <param name="rows">The items' embeddings, m×d.</param>
    /// <param name="probability">How scores become probabilities.</param>
    public ItemCurvature(LearntStates states, Tensor rows, ItemProbability probability)
    {
        _states = states;
        var own = (states.Own * rows.index_select(0, states.OwnSlots)).sum(1, keepdim: true);
        _ownWeights = Bend(probability.Of(states.Own, own)) * states.OwnCounts;
        var share = probability.MeetingsPerTarget * states.Targets / states.Others.shape[0];
        _otherWeights = Bend(probability.Of(states.Others, states.Others.matmul(rows.t()))) * share;
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
            var length = square / ((direction * bent).sum(1, keepdim: true) + float.Epsilon);
            x = x + (length * direction);
            residual = residual - (length * bent);
            var next = Squares(residual);
            direction = residual + (next / (square + float.Epsilon) * direction);
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
