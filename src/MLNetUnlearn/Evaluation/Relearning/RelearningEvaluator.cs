using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>Counts the steps in which models relearn the forgotten pairs.</summary>
internal static class RelearningEvaluator
{
    public const string Name = "EvaluateRelearning";

    public static RelearningMetrics Evaluate(
        RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        RelearningEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(original);
        PartitionedEvaluationOptions.CheckInputs(model, retrained, partitioned, options, Name);
        var networks = new[] { original, model, retrained }.Select(asked => Network(asked, original, partitioned, options)).ToArray();
        var forgotten = RankingPairsReader.Read(partitioned, options.OfForgotten(), forgetRows: true, original.MaximumLength, Name);
        if (forgotten.Count == 0)
        {
            throw new InvalidOperationException(
                $"{Name}: there is nothing to relearn: no row to forget has items in '{options.SequenceColumnName}' and an item in " +
                $"'{options.ForgottenItemColumnName}'.");
        }
        var hits = new RelearningHits(forgotten, options);
        var (originalHit, retrainedHit) = (hits.Of(original.Scorer), hits.Of(retrained.Scorer));
        var goal = originalHit - ((1 - options.GoalShare) * (originalHit - retrainedHit)); // the original's very number for all of it
        var run = new RelearningRun(forgotten, hits, networks[0].Options.OfNetwork, options);
        return new RelearningMetrics(
            originalHit, goal, run.CurveOf(networks[1], goal), run.CurveOf(networks[2], goal), hits.Count, options);
    }

    private static SequentialRecommenderTransformer Network(
        RecommenderTransformer asked, RecommenderTransformer original, IDataView view, RelearningEvaluationOptions options)
    {
        if (asked is not SequentialRecommenderTransformer network)
        {
            throw new InvalidOperationException(
                $"{Name}: {asked.Options.Name} has counted: it takes no steps, and there is nothing to fine-tune. Evaluate judges it by ranks.");
        }
        network.CheckNotDisposed();
        network.Vocabulary.CheckSame(view.Schema[options.SequenceColumnName], network.Options.Name);
        if (network.MaximumLength != original.MaximumLength)
        {
            throw new InvalidOperationException(
                $"{Name}: the original takes contexts of {original.MaximumLength} items and another model of {network.MaximumLength}; " +
                "all must meet the same ones.");
        }
        return network;
    }
}
