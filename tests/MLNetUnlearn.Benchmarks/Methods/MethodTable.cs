using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>Results of one model and size of request as a Markdown table: means over seeds, with 95 % intervals.</summary>
internal static class MethodTable
{
    private sealed record Column(string Title, int Decimals, Func<MethodResult, MethodResult, double> Of);

    // Each of a result and Retrain's of the same seed.
    private static readonly Column[] Columns =
    [
        new("Recall@10, % of Retrain's", 1, (own, retrain) => 100 * own.Figures.SampledRecall / retrain.Figures.SampledRecall),
        new("NDCG@10, % of Retrain's", 1, (own, retrain) => 100 * own.Figures.SampledNdcg / retrain.Figures.SampledNdcg),
        new("full-ranking Recall@10", 4, (own, _) => own.Figures.FullRecall),
        new("…, % of Retrain's", 1, (own, retrain) => 100 * own.Figures.FullRecall / retrain.Figures.FullRecall),
        new("forget Hit@10", 3, (own, _) => own.Figures.ForgetHit),
        new("gap to Retrain", 3, (own, retrain) => own.Figures.ForgetHit - retrain.Figures.ForgetHit),
        new("score AUC", 3, (own, _) => own.Figures.ScoreAuc),
        new("log-probability AUC", 3, (own, _) => own.Figures.LogProbabilityAuc),
        new("difference AUC", 3, (own, _) => own.Figures.DifferenceAuc),
        new("largely forgotten items, Recall@10", 3, (own, _) => own.Figures.SubgroupPairs == 0 ? double.NaN : own.Figures.SubgroupRecall),
        new("steps", 0, (own, _) => own.Steps ?? double.NaN),
        new("shards trained", 0, (own, _) => own.ShardsTrained ?? double.NaN),
        new("seconds", 2, (own, _) => own.Seconds),
        new("% of Retrain's", 2, (own, retrain) => 100 * own.Seconds / retrain.Seconds),
        new("seconds before any request", 1, (own, _) => own.Preparation?.Seconds ?? double.NaN),
        new("stored, MB", 1, (own, _) => own.Preparation?.Bytes / 1e6 ?? double.NaN),
    ];

    public static string Of(IReadOnlyCollection<MethodResult> results)
    {
        var retrain = results.Where(result => result.Name == References.Retrain).ToDictionary(result => result.Seed);
        var lines = new List<string>
        {
            $"| method | {string.Join(" | ", Columns.Select(column => column.Title))} |",
            $"|---|{string.Concat(Columns.Select(_ => "---|"))}",
        };
        var order = BenchmarkMethods.Names.ToList();
        foreach (var method in results.Where(result => retrain.ContainsKey(result.Seed)).GroupBy(result => result.Name)
            .OrderBy(group => order.IndexOf(group.Key) is var place and >= 0 ? place : order.Count)
            .ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var cells = Columns.Select(column =>
                MeanInterval.Of(method.Select(result => column.Of(result, retrain[result.Seed])).Where(value => !double.IsNaN(value)))
                    ?.ToText(column.Decimals) ?? "–");
            lines.Add($"| {method.Key} | {string.Join(" | ", cells)} |");
        }
        return string.Join("\n", lines);
    }
}
