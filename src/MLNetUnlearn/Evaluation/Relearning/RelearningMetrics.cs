namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>
/// How many steps of fine-tuning on the forgotten pairs a model takes to rank them as the original did, beside a retrained model, which
/// has to learn them anew (relearn time: Golatkar et al. 2020; Tarun et al. 2023). A model that hides what it was to forget has it back
/// sooner.
/// </summary>
/// <remarks>
/// Both models get the same batches, negatives, dropout masks and a fresh Adam, so that only their weights differ. How many steps there
/// are depends on the learning rate; their ratio hardly does. Two retrained models of different seeds between them show what chance does.
/// </remarks>
public sealed class RelearningMetrics
{
    internal RelearningMetrics(
        double originalHit, double goal, IReadOnlyList<RelearningPoint> model, IReadOnlyList<RelearningPoint> retrained, int count,
        RelearningEvaluationOptions options)
    {
        (OriginalHit, Goal, ModelCurve, RetrainedCurve, Count) = (originalHit, goal, model, retrained, count);
        (MaximumSteps, Protocol) = (options.MaximumSteps, SequentialRankingMetrics.NameOf(options.Negatives));
    }

    /// <summary>What the items were ranked among: "100 random negatives" or "full ranking".</summary>
    public string Protocol { get; }

    /// <summary>The number of forgotten pairs that Hit@10 is taken of.</summary>
    public int Count { get; }

    /// <summary>The original's Hit@10 on them, in [0, 1].</summary>
    public double OriginalHit { get; }

    /// <summary>The Hit@10 to be regained, in [0, 1]: the original's, or a share of the way to it from the retrained model's.</summary>
    public double Goal { get; }

    /// <summary>The steps after which a model was given up.</summary>
    public int MaximumSteps { get; }

    /// <summary>The judged model's Hit@10 at every look, from step 0 to the one that found the goal or to the last step.</summary>
    public IReadOnlyList<RelearningPoint> ModelCurve { get; }

    /// <summary><see cref="ModelCurve"/> of the retrained model.</summary>
    public IReadOnlyList<RelearningPoint> RetrainedCurve { get; }

    /// <summary>
    /// The judged model's steps to the goal, 0 where it need not learn; <see langword="null"/>: more than <see cref="MaximumSteps"/>.
    /// </summary>
    public int? ModelSteps => StepsOf(ModelCurve);

    /// <summary><see cref="ModelSteps"/> of the retrained model.</summary>
    public int? RetrainedSteps => StepsOf(RetrainedCurve);

    /// <summary>
    /// <see cref="ModelSteps"/> ÷ <see cref="RetrainedSteps"/>, 0 or above: about 1 is good; far below 1 there is hidden memory, at 0 open
    /// memory; above 1 the pairs were pushed further away than retraining would. <see langword="null"/> where it cannot be told: a model was
    /// given up, or the retrained one has nothing to regain.
    /// </summary>
    public double? Ratio => ModelSteps is { } steps && RetrainedSteps is { } retrained and > 0 ? (double)steps / retrained : null;

    private int? StepsOf(IReadOnlyList<RelearningPoint> curve) => curve[^1].Hit >= Goal ? curve[^1].Step : null;
}
