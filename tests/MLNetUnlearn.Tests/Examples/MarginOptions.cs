using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>The method of docs/methods/own-method.md.</summary>
public sealed record MarginOptions : GradientUnlearningOptions
{
    /// <summary>The weight of the loss that forgets, 0 or above. Default 0.5.</summary>
    public double ForgettingWeight { get; init; } = 0.5;

    /// <summary>How far a forgotten item's score is to lie below a random item's, above 0. Default 1.</summary>
    public double Margin { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "Margin";

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        // mean max(0, s(y_f) − s(r) + margin), r a random item that is none of the user's
        var items = step.Student.ItemEmbedding.call(step.RandomItems);                                  // B_f×d
        var others = (step.ForgetHidden * items).sum(1);                                                // B_f
        var margin = (step.ForgetScores - others + Margin).relu().mean();
        // binary cross-entropy on what remains, with one negative per target
        var keep = nn.functional.softplus(-step.RemainingPositiveScores).mean()
            + nn.functional.softplus(step.RemainingNegativeScores).mean();
        return [new("Margin", margin, ForgettingWeight) { Forgets = true }, new("Keep", keep)];
    }

    /// <inheritdoc/>
    protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireNotNegative(nameof(ForgettingWeight), ForgettingWeight);
        problems.RequirePositive(nameof(Margin), Margin);
    }
}
