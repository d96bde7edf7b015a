using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation;

/// <summary>Ranks the pairs of a data view with a model.</summary>
internal static class RankingEvaluator
{
    public static SequentialRankingMetrics Evaluate(
        RecommenderTransformer model, IDataView sequences, RankingEvaluationOptions options, bool forgetRows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var pairs = RankingPairsReader.Read(sequences, options, forgetRows, model.MaximumLength, nameof(Evaluate));
        model.Vocabulary.CheckSame(sequences.Schema[options.SequenceColumnName], model.Options.Name);
        if (pairs.Count == 0)
        {
            throw new InvalidOperationException(
                $"Evaluate: there is nothing to rank: no row {(forgetRows ? "to forget " : "")}has items in '{options.SequenceColumnName}' " +
                $"and an item in '{options.TargetColumnName}'.");
        }
        return new SequentialRankingMetrics(Ranker.Ranks(model.Scorer, pairs, options.Negatives, options.Seed), options.Negatives);
    }
}
