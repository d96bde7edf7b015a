using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;

namespace MLNetUnlearn.Experiments;

/// <summary>
/// A model that has met some requests of a stream, one after another, beside one trained from scratch on what remains after all of these.
/// </summary>
public sealed class StreamCheckpoint
{
    internal StreamCheckpoint(int requests, StreamFigures full, StreamFigures sampled, MembershipMetrics? membership, StreamCost cost)
    {
        (Requests, Membership, Cost) = (requests, membership, cost);
        (Ranking, RetrainedRanking, Forgetting) = full;
        (SampledRanking, RetrainedSampledRanking, SampledForgetting) = sampled;
    }

    /// <summary>How many requests have been met, at least 1.</summary>
    public int Requests { get; }

    /// <summary>How many forgotten pairs there are so far: those with an item before them in what remains now.</summary>
    public int Pairs => Forgetting.Model.Count;

    /// <summary>The model on the test items, among the whole catalogue.</summary>
    public SequentialRankingMetrics Ranking { get; }

    /// <summary><see cref="Ranking"/> of the retrained model.</summary>
    public SequentialRankingMetrics RetrainedRanking { get; }

    /// <summary>The model on the test items, among random negatives.</summary>
    public SequentialRankingMetrics SampledRanking { get; }

    /// <summary><see cref="SampledRanking"/> of the retrained model.</summary>
    public SequentialRankingMetrics RetrainedSampledRanking { get; }

    /// <summary>Both models on everything forgotten so far, among the whole catalogue.</summary>
    public ForgettingMetrics Forgetting { get; }

    /// <summary>Both models on everything forgotten so far, among random negatives.</summary>
    public ForgettingMetrics SampledForgetting { get; }

    /// <summary>
    /// Both models attacked on everything forgotten so far; <see langword="null"/> where a model counts, or the options ask for none.
    /// </summary>
    public MembershipMetrics? Membership { get; }

    /// <summary>Seconds, steps, rows and memory, of all requests so far and of the retraining.</summary>
    public StreamCost Cost { get; }
}
