using System.Text.Json.Serialization;
using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation.Suite;

/// <summary>What is asked of a model that was to forget.</summary>
public sealed record ForgettingEvaluationOptions : PartitionedEvaluationOptions
{
    /// <summary>
    /// Rows to forget of which the unlearner was not told: <c>HeldOut</c> of HoldOutForgotten, beside whose <c>ToForget</c>, which the
    /// unlearner met, the model is judged. The same columns. <see langword="null"/>, the default: there are none.
    /// </summary>
    public IDataView? HeldOut { get; init; }

    /// <summary>
    /// The trained membership attack; columns and seed are taken from here. Default <see cref="MembershipAttackOptions"/>, as they are; <see langword="null"/>: none.
    /// </summary>
    public MembershipAttackOptions? Attack { get; init; } = new();

    /// <summary>
    /// Relearning; columns and seed are taken from here. Default <see cref="RelearningEvaluationOptions"/>, as they are; <see langword="null"/>: none.
    /// </summary>
    public RelearningEvaluationOptions? Relearning { get; init; } = new();

    /// <summary>Cancelling ends the evaluation with an exception, before its next part or step of relearning. Default none.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The options of one part, about the same columns and with the same seed.</summary>
    internal T With<T>(T part)
        where T : PartitionedEvaluationOptions => (T)(part with
    {
        SequenceColumnName = SequenceColumnName,
        ForgottenItemColumnName = ForgottenItemColumnName,
        ContextItemColumnName = ContextItemColumnName,
        TestItemColumnName = TestItemColumnName,
        UserColumnName = UserColumnName,
        ForgetColumnName = ForgetColumnName,
        Seed = Seed,
    });

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        if (Attack is not null)
            With(Attack).Check();
        if (Relearning is not null)
            With(Relearning).Check();
    }
}
