using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// Softmax cross-entropy over the target and k negatives: −log(exp(s⁺) / (exp(s⁺) + Σ exp(s⁻))), averaged over the targets. Where negatives
/// are not equally likely, scores may be corrected by their probability, s − log q, as in Y. Bengio and J.-S. Senécal (IEEE Transactions on
/// Neural Networks 2008) and X. Yi et al. (RecSys 2019).
/// </summary>
public sealed record SampledSoftmaxLoss : RecommenderLoss
{
    /// <summary>k, negatives per target, 1 to 65,535. Default 100.</summary>
    public int Negatives { get; init; } = 100;

    /// <summary>
    /// Whether log q is taken off the scores of target and negatives, so that scores mean the same as with the whole catalogue; without
    /// it popular items, drawn more often, are pushed down. With uniform negatives it changes nothing. Default true.
    /// </summary>
    public bool CorrectsSampling { get; init; } = true;

    /// <inheritdoc/>
    public override bool IsSoftmax => true;

    /// <inheritdoc/>
    public override int NegativesPerTarget => Negatives;

    /// <inheritdoc/>
    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (positive, negative) = (input.TargetScores, input.NegativeScores);                          // M and M×k
        if (CorrectsSampling && input.LogProbabilities is { } logs)
        {
            positive -= logs.index_select(0, input.Targets);
            negative -= logs.index_select(0, input.Negatives.reshape(-1)).view(negative.shape);
        }
        positive = positive.unsqueeze(1);
        return -torch.cat([positive, negative], 1).log_softmax(1).narrow(1, 0, 1).mean();
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems) => CheckNegatives(problems, Negatives);
}
