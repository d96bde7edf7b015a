using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation;

/// <summary>Ranks the test pairs of items that were largely forgotten.</summary>
internal static class ForgottenItemEvaluator
{
    private const string Name = "EvaluateForgottenItems";

    public static ForgottenItemMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, ForgottenItemEvaluationOptions options)
    {
        PartitionedEvaluationOptions.CheckInputs(model, retrained, partitioned, options, Name);
        var modelRanks = Rank(model, partitioned, options, out var itemCount);
        return new ForgottenItemMetrics(itemCount, modelRanks, Rank(retrained, partitioned, options, out _));
    }

    private static SequentialRankingMetrics Rank(
        RecommenderTransformer model, IDataView view, ForgottenItemEvaluationOptions options, out int itemCount)
    {
        var pairs = RankingPairsReader.Read(view, options.OfTest(), forgetRows: false, model.MaximumLength, Name);
        model.Vocabulary.CheckSame(view.Schema[options.SequenceColumnName], model.Options.Name);
        var occurrences = ForgottenOccurrences.Read(view, options);
        itemCount = Enumerable.Range(1, pairs.ItemCount).Count(IsWanted);
        var chosen = Enumerable.Range(0, pairs.Count).Where(pair => IsWanted(pairs.Contexts.LastTarget(pair))).ToArray();
        var selected = pairs.Select(chosen);
        // The negatives that Evaluate would draw for these pairs.
        var ranks = options.Negatives is { } negatives
            ? Ranker.Ranks(model.Scorer, selected, pairs.DrawCandidates(chosen, negatives, options.Seed))
            : Ranker.Ranks(model.Scorer, selected, null, options.Seed);
        return new SequentialRankingMetrics(ranks, selected, options.Negatives);

        bool IsWanted(int item) => occurrences.IsLargelyForgotten(item, options.MinimumForgottenShare);
    }
}
