namespace MLNetUnlearn.Evaluation;

/// <summary>
/// How a model ranks test items that lost much of their training data to forgetting, beside a retrained model. Users who asked for nothing
/// want these items too: what unlearning takes from them beyond what retraining takes is damage.
/// </summary>
public sealed class ForgottenItemMetrics
{
    internal ForgottenItemMetrics(int itemCount, SequentialRankingMetrics model, SequentialRankingMetrics retrained)
    {
        ItemCount = itemCount;
        Model = model;
        Retrained = retrained;
    }

    /// <summary>The number of largely forgotten items, tested or not.</summary>
    public int ItemCount { get; }

    /// <summary>The number of test pairs with one of these items; where it is 0, the figures are 0 too and say nothing.</summary>
    public int Count => Model.Count;

    /// <summary>The judged model on these pairs.</summary>
    public SequentialRankingMetrics Model { get; }

    /// <summary>The retrained model on the same pairs.</summary>
    public SequentialRankingMetrics Retrained { get; }
}
