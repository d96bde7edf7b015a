using Microsoft.ML;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Attacks a model and a retrained one, each by sequences and by items.</summary>
internal static class MembershipAttackEvaluator
{
    private const string Name = "EvaluateMembershipAttack";

    public static MembershipAttackMetrics Evaluate(
        MLContext mlContext, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        MembershipAttackOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var pairs = MembershipPairs.ReadFor(model, retrained, partitioned, options, options.MaximumPairs, Name);
        var users = Math.Min(pairs.Members.Users().Count, pairs.NonMembers.Users().Count);
        if (users < 2)
        {
            throw new InvalidOperationException(
                $"{Name}: only one user {(pairs.Members.Users().Count < 2 ? "forgets something" : "is left who forgets nothing")}; " +
                "the attack learns from some users and is tried on others, so it needs two of either kind.");
        }
        var parts = Math.Min(options.Folds, users);
        var attack = new MembershipAttack(mlContext, options);
        var (sequences, items) = (
            AttackExamples.Sequences(pairs, parts, options.Seed), AttackExamples.Items(pairs, parts, options.Seed));
        var (own, reference) = (Attack(model), Attack(retrained));
        return new MembershipAttackMetrics(
            pairs.MemberCount, pairs.NonMembers.Count, own.Sequences, reference.Sequences, own.Items, reference.Items);

        (AttackMetrics Sequences, AttackMetrics Items) Attack(RecommenderTransformer attacked)
        {
            return (Run(sequences), Run(items));

            AttackMetrics Run(AttackExamples examples) => attack.Run(examples,
            [
                .. Ask(attacked, examples.Members, examples.Positions.AsSpan(0, examples.Members.Count), pairs.Occurrences),
                .. Ask(attacked, examples.NonMembers, examples.Positions.AsSpan(examples.Members.Count), pairs.Occurrences),
            ]);
        }
    }

    private static float[][] Ask(RecommenderTransformer model, RankingPairs pairs, ReadOnlySpan<int> positions, int[] occurrences) =>
        PairFeatures.Of(model.Scorer, pairs, positions, occurrences) ?? throw MembershipPairs.NoLogits(model, Name);
}
