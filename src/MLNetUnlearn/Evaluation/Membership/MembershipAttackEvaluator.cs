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
        MembershipAttackOptions options) =>
        Try(mlContext, model, retrained, partitioned, options, out var problem)
        ?? throw new InvalidOperationException($"{Name}: {problem}");

    /// <summary>The same, or null where there are too few users to compare; then there is a problem.</summary>
    public static MembershipAttackMetrics? Try(
        MLContext mlContext, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        MembershipAttackOptions options, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        MembershipSources.CheckModels(model, retrained, partitioned, options, Name);
        var pairs = AttackPairs.Read(partitioned, options, model.MaximumLength, Name);
        var attack = new MembershipAttack(mlContext, options);
        if (AttackExamples.Sequences(pairs, options.Folds, options.Seed, out problem) is not { } sequences
            || AttackExamples.Items(pairs, options.Folds, options.Seed, out problem) is not { } items)
            return null;
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
        PairFeatures.Of(model.Scorer, pairs, positions, occurrences) ?? throw MembershipSources.NoLogits(model, Name);
}
