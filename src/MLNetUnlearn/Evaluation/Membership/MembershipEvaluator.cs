using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Tries to tell members from non-members by what models think of them.</summary>
internal static class MembershipEvaluator
{
    private const string Name = "EvaluateMembership";

    public static MembershipMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, MembershipEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (model.MaximumLength != retrained.MaximumLength)
        {
            throw new InvalidOperationException(
                $"{Name}: the model takes contexts of {model.MaximumLength} items and the retrained one of {retrained.MaximumLength}; " +
                "both must meet the same ones.");
        }
        options.CheckColumns(partitioned.Schema, Name);
        foreach (var asked in new[] { model, retrained })
            asked.Vocabulary.CheckSame(partitioned.Schema[options.SequenceColumnName], asked.Options.Name);
        var pairs = MembershipPairs.Read(partitioned, options, model.MaximumLength, Name);
        return new MembershipMetrics(pairs, Ask(model, pairs), Ask(retrained, pairs));
    }

    private static PairLogits Ask(RecommenderTransformer model, MembershipPairs pairs)
    {
        var (members, others) = (PairLogits.Of(model.Scorer, pairs.Members), PairLogits.Of(model.Scorer, pairs.NonMembers));
        if (members is null || others is null)
        {
            throw new InvalidOperationException(
                $"{Name}: {model.Options.Name} has counted: its scores are no logits and give no probabilities. Evaluate judges it by ranks.");
        }
        return new PairLogits([.. members.Scores, .. others.Scores], [.. members.LogProbabilities, .. others.LogProbabilities]);
    }
}
