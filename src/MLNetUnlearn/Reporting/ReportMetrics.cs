using static MLNetUnlearn.Reporting.MetricGoal;
using static MLNetUnlearn.Reporting.MetricGroup;

namespace MLNetUnlearn.Reporting;

/// <summary>The metrics that reports know by name, in the order of their columns; a new one is one line.</summary>
public static class ReportMetrics
{
    /// <summary>The AUC of the trained attack.</summary>
    internal const string AttackAuc = "attack.auc";

    /// <summary>Its standard error.</summary>
    internal const string AttackStandardError = "attack.standardError";

    /// <summary>How many pairs hits are shares of.</summary>
    internal const string ForgottenPairs = "forgottenPairs";

    // A namespace and a type have the names.
    private const MetricGroup Memory = MetricGroup.Forgetting;
    private const MetricGoal OneHalf = MetricGoal.Half;

    private const string Share = "share";
    private const string Sampled = ".sampled";
    private const string Subgroup = "subgroup.";
    private const string SubgroupEnd = ".recall@10";

    private static readonly int[] _cutoffs = [10, 1, 5, 20, 50];

    /// <summary>All that are known, in the order of their columns.</summary>
    public static IReadOnlyList<ReportMetric> All { get; } =
    [
        .. Ranked("", "full ranking", 4, "ranked among the whole catalogue less seen items"),
        .. Ranked(Sampled, "100 negatives", 3, "ranked among 100 random items"),

        new("forgetHit@10", "Hit@10 on forgotten", Memory, LikeRetrained, Share, 3,
            "The share of forgotten pairs whose item is among the best 10 of the whole catalogue, after what was kept before it."),
        new("forgetHit@10.sampled", "Hit@10 on forgotten, 100 negatives", Memory, LikeRetrained, Share, 3,
            "The share of forgotten pairs whose item is among the best 10 of itself and 100 random items; chance is 10/101."),
        new("forgetHit@10.heldOut", "Hit@10 on held-out forgotten", Memory, LikeRetrained, Share, 3,
            "Hit@10 on forgotten pairs that the method was not shown: forgetting must not stop at what it was trained on."),
        new(ForgottenPairs, "Forgotten pairs", Memory, Unknown, "pairs", 0,
            "How many pairs of a context and a forgotten item the hits are shares of.") { IsDetail = true },
        new("gap@10", "Gap to Retrain", Memory, Zero, Share, 3,
            "Hit@10 on forgotten less the retrained model's: above 0 the model remembers, below 0 it has forgotten more than it should."),
        new("gap@10.sampled", "Gap to Retrain, 100 negatives", Memory, Zero, Share, 3,
            "Hit@10 on forgotten among 100 random items, less the retrained model's: above 0 it remembers, below 0 it has over-forgotten."),
        new("toW", "Tug of war", Memory, Higher, Share, 3,
            "The product of 1 − |distance to the retrained model| in hits on forgotten, kept and test pairs; 1 is a model just like it."),
        new("ks", "KS distance", Memory, Zero, Share, 3,
            "The largest distance between the distributions of forgotten items' rank percentiles in this and the retrained model."),
        new("ksP", "KS p-value", Memory, Higher, "probability", 3,
            "How often chance alone would make such a distance; below 0.05 the ranks differ from the retrained model's."),
        new("streisand", "Streisand share", Memory, Zero, Share, 3,
            "The share of forgotten items in the lowest tenth of all ranks, beyond the retrained model's: so far down that it shows."),

        new(AttackAuc, "Attack AUC", Attack, LikeRetrained, "AUC", 3,
            "How well boosted trees, shown all that a model says of a pair, tell forgotten pairs from pairs never seen; 0.5 is chance."),
        new(AttackStandardError, "Standard error of the attack AUC", Attack, Unknown, "AUC", 3,
            "How far chance takes the attack's AUC with so few pairs (Hanley and McNeil 1982).") { IsDetail = true },
        new("attack.tpr", "Attack TPR at 1 % FPR", Attack, LikeRetrained, Share, 3,
            "The share of forgotten pairs that this attack names while it accuses 1 % of the others; 0.01 is chance."),
        new("attack.swapped.auc", "Item-level attack AUC", Attack, LikeRetrained, "AUC", 3,
            "The attack on pairs beside other items under the same context, so that only the item can give it away."),
        new("attack.swapped.tpr", "Item-level TPR at 1 % FPR", Attack, LikeRetrained, Share, 3,
            "What the item-level attack names while it accuses 1 % of the others."),
        new("privLeak", "PrivLeak", Attack, Zero, "ratio", 3,
            "((1 − AUC) − (1 − retrained AUC)) / (1 − retrained AUC): below 0 the attack does better than on the retrained model."),
        new("scoreAuc", "Score AUC", Attack, LikeRetrained, "AUC", 3,
            "How well a threshold on the item's score alone tells forgotten pairs from pairs never seen; 0.5 is chance."),
        new("scoreTpr", "Score TPR at 1 % FPR", Attack, LikeRetrained, Share, 3,
            "The share of forgotten pairs that a threshold on the score names while it accuses 1 % of the others."),
        new("logProbabilityAuc", "Log-probability AUC", Attack, LikeRetrained, "AUC", 3,
            "How well a threshold on the logarithm of the item's probability tells them: the score without the scale of its context."),
        new("differenceAuc", "Difference AUC", Attack, OneHalf, "AUC", 3,
            "How well a threshold on the log-probability less the retrained model's tells them; the strictest, 0.5 is no trace."),
        new("relearn.steps", "Steps to relearn", Attack, LikeRetrained, "steps", 0,
            "Training steps on the forgotten pairs until Hit@10 is the original's again; few steps tell of hidden memory."),
        new("relearn.ratio", "Relearning beside Retrain", Attack, One, "ratio", 2,
            "Steps to relearn as a share of the retrained model's; far below 1 the memory was only hidden."),

        new("largelyForgotten.recall@10", "Recall@10 of largely forgotten items", Damage, LikeRetrained, Share, 3,
            "Recall@10 on test items that lost at least half of their occurrences to forgetting, for users who asked for nothing."),

        new("cost.seconds", "Seconds", Cost, Lower, "s", 2, "Wall time to make the model, scoring and checks included."),
        new("cost.ofRetrain", "Time beside Retrain", Cost, Lower, "ratio", 3,
            "Wall time to make the model as a share of the retrained model's."),
        new("cost.evaluationSeconds", "Seconds to evaluate", Cost, Lower, "s", 2, "Wall time of all the metrics here."),
        new("cost.steps", "Gradient steps", Cost, Lower, "steps", 0, "How often weights were changed."),
        new("cost.remainingRows", "Remaining rows", Cost, Lower, "rows", 0, "Rows of kept data that were used, each as often as it was."),
        new("cost.peakMegabytes", "Peak memory, MB", Cost, Lower, "MB", 0, "The most memory that the process held."),
    ];

    /// <summary>What is known of a metric; of one that is not, its id.</summary>
    /// <param name="id">The name in <see cref="ReportRun.Figures"/>.</param>
    public static ReportMetric Of(string id) => All.FirstOrDefault(metric => metric.Id == id)
        ?? (id.StartsWith(Subgroup, StringComparison.Ordinal) && id.EndsWith(SubgroupEnd, StringComparison.Ordinal)
                && id.Length > Subgroup.Length + SubgroupEnd.Length
            ? OfSubgroup(id, id[Subgroup.Length..^SubgroupEnd.Length]) : new(id, id, Other, Unknown, "", 4, ""));

    private static ReportMetric OfSubgroup(string id, string name) => new(id, $"Recall@10, {name}", Damage, LikeRetrained, Share, 4,
        $"Recall@10 of the subgroup “{name}”, as on all test items: nobody should pay for what others forget.");

    private static IEnumerable<ReportMetric> Ranked(string suffix, string protocol, int decimals, string how) =>
    [
        .. _cutoffs.Select(k => new ReportMetric($"recall@{k}{suffix}", $"Recall@{k}, {protocol}", Utility, Higher, Share, decimals,
            $"The share of test items among the best {k}, {how}{(suffix == Sampled ? $"; chance is {k}/101" : "")}.")
            {
                IsDetail = k != 10,
            }),
        .. _cutoffs.Select(k => new ReportMetric($"ndcg@{k}{suffix}", $"NDCG@{k}, {protocol}", Utility, Higher, Share, decimals,
            $"The mean of 1/log₂(1 + rank) over ranks up to {k}, {how}.") { IsDetail = k != 10 }),
        new($"mrr{suffix}", $"MRR, {protocol}", Utility, Higher, Share, decimals, $"The mean of 1/rank, {how}."),
    ];
}
