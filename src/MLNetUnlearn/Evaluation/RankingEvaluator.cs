using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation;

/// <summary>Ranks the pairs of a data view with a model.</summary>
internal static class RankingEvaluator
{
    public static SequentialRankingMetrics Evaluate(
        RecommenderTransformer model, IDataView sequences, RankingEvaluationOptions options, bool forgetRows,
        string owner = "Evaluate")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var pairs = RankingPairsReader.Read(sequences, options, forgetRows, model.MaximumLength, owner);
        model.Vocabulary.CheckSame(sequences.Schema[options.SequenceColumnName], model.Options.Name);
        if (pairs.Count == 0)
        {
            throw new InvalidOperationException(
                $"{owner}: there is nothing to rank: no row {(forgetRows ? "to forget " : "")}has items in '{options.SequenceColumnName}' " +
                $"{(options.TargetColumnName is { } target ? $"and an item in '{target}'" : "of which the last could be ranked")}.");
        }
        return new SequentialRankingMetrics(Ranker.Ranks(model.Scorer, pairs, options.Negatives, options.Seed), pairs, options.Negatives);
    }

    /// <summary>Ranks the rows to forget with a model and beside it with a retrained one.</summary>
    public static ForgettingMetrics EvaluateForgetting(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, RankingEvaluationOptions options,
        string owner = "Evaluate") => new(
        Evaluate(model, partitioned, options, forgetRows: true, owner), Evaluate(retrained, partitioned, options, forgetRows: true, owner));
}
