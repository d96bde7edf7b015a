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
        MembershipSources.CheckModels(model, retrained, partitioned, options, Name);
        var pairs = MembershipPairs.Read(partitioned, options, model.MaximumLength, Name);
        return new MembershipMetrics(pairs, Ask(model, pairs), Ask(retrained, pairs));
    }

    private static PairLogits Ask(RecommenderTransformer model, MembershipPairs pairs)
    {
        var (members, others) = (PairLogits.Of(model.Scorer, pairs.Members), PairLogits.Of(model.Scorer, pairs.NonMembers));
        if (members is null || others is null)
            throw MembershipSources.NoLogits(model, Name);
        return new PairLogits([.. members.Scores, .. others.Scores], [.. members.LogProbabilities, .. others.LogProbabilities]);
    }
}
