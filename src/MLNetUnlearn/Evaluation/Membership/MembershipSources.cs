using Microsoft.ML;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Where members and non-members come from, and what stands in the way of an attack.</summary>
internal static class MembershipSources
{
    private const ulong MemberStream = 5UL << 40;

    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The models take contexts of different lengths, or other items than the view.</exception>
    public static void CheckModels(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView view, PartitionedEvaluationOptions options, string owner)
    {
        if (model.MaximumLength != retrained.MaximumLength)
        {
            throw new InvalidOperationException(
                $"{owner}: the model takes contexts of {model.MaximumLength} items and the retrained one of {retrained.MaximumLength}; " +
                "both must meet the same ones.");
        }
        options.CheckColumns(view.Schema, owner);
        foreach (var asked in new[] { model, retrained })
            asked.Vocabulary.CheckSame(view.Schema[options.SequenceColumnName], asked.Options.Name);
    }

    /// <summary>Every forgotten pair.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RankingPairs Forgotten(IDataView view, PartitionedEvaluationOptions options, int maximumLength, string owner)
    {
        var forgotten = RankingPairsReader.Read(view, options.OfForgotten(), forgetRows: true, maximumLength, owner);
        return forgotten.Count > 0 ? forgotten : throw new InvalidOperationException(
            $"{owner}: there are no members: no row to forget has items in '{options.SequenceColumnName}' and an item in " +
            $"'{options.ForgottenItemColumnName}'.");
    }

    /// <summary>Which of the forgotten pairs are members.</summary>
    public static int[] Chosen(RankingPairs forgotten, int most, int seed)
    {
        var chosen = Enumerable.Range(0, forgotten.Count).ToArray();
        new CounterRandom((ulong)seed, MemberStream).Shuffle(chosen.AsSpan());
        return chosen[..Math.Min(most, chosen.Length)];
    }

    /// <summary>The test pairs. A user's item that comes again was trained on the first time, so only new ones.</summary>
    public static RankingPairs HeldOut(IDataView view, PartitionedEvaluationOptions options, int maximumLength, string owner)
    {
        var pairs = RankingPairsReader.Read(view, options.OfTest(), forgetRows: false, maximumLength, owner);
        return pairs.Select(
            [.. Enumerable.Range(0, pairs.Count).Where(pair => !pairs.Seen.Contains(pair, pairs.Contexts.LastTarget(pair)))]);
    }

    /// <summary>Nobody is left to compare with.</summary>
    public static InvalidOperationException NoNonMembers(PartitionedEvaluationOptions options, string owner) => new(
        $"{owner}: there are no non-members: no user who forgets nothing has a new item in '{options.TestItemColumnName}' and " +
        "one before it. Hold items out with SplitLeaveOneOut, and keep users without requests in the view.");

    /// <summary>A model that has counted cannot be asked.</summary>
    public static InvalidOperationException NoLogits(RecommenderTransformer model, string owner) => new(
        $"{owner}: {model.Options.Name} has counted: its scores are no logits and give no probabilities. Evaluate judges it by ranks.");
}
