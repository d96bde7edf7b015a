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
        var attack = new MembershipAttack(mlContext, options);
        var (sequences, items) = (
            AttackExamples.Sequences(pairs, options.Folds, options.Seed, Name), AttackExamples.Items(pairs, options.Folds, options.Seed, Name));
        var (own, reference) = (Attack(model), Attack(retrained));
        return new MembershipAttackMetrics(own.Sequences, reference.Sequences, own.Items, reference.Items);

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
