using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Forgetting;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>What was forgotten and erased, and what was not.</summary>
/// <param name="Model">The file of the model that has forgotten.</param>
/// <param name="Method">How.</param>
/// <param name="IsExact">Whether the model never saw what was forgotten.</param>
/// <param name="Users">How many users asked.</param>
/// <param name="Pairs">How many pairs of a user and an item they asked for.</param>
/// <param name="ErasedInteractions">How many interactions were taken out of the project's log.</param>
/// <param name="UnlearnedPairs">Pairs that the method was shown: training items with a kept one before them.</param>
/// <param name="WithoutContext">Training items without a kept one before them, which only retraining does without.</param>
/// <param name="HeldOut">Held-out items, which the model was never trained on.</param>
/// <param name="Remaining">The log that remains.</param>
/// <param name="Retrained">The reference's file.</param>
/// <param name="Kept">The folder that still holds all, to judge.</param>
/// <param name="NotErased">What still holds the forgotten.</param>
internal sealed record ForgetResult(
    string Model, string Method, bool IsExact, int Users, int Pairs, int ErasedInteractions, int UnlearnedPairs, int WithoutContext,
    int HeldOut, LogSize Remaining, string? Retrained, string? Kept, IReadOnlyList<string> NotErased) : CommandResult("forget")
{
    public static ForgetResult Of(
        ForgetPlan plan, PartitionForgetRemainTransformer partition, MatchedRequests requests, int erased, LogSize remaining) => new(
        plan.Output, plan.Method.Name, plan.Method.IsExact, requests.Users, requests.All.Count, erased, partition.ForgetRows,
        partition.ForgottenOccurrences - partition.ForgetRows, partition.EmptiedHeldOutItems, remaining, plan.Retrain, plan.Keep,
        [
            $"the original model '{plan.Model}', and copies of it",
            .. plan.Keep is { } keep ? [$"'{keep}', which you asked to keep for the evaluation"] : (string[])[],
            "the file that the project was prepared from, and the requests themselves",
            "your own logs, caches and backups",
        ]);

    public override void Show(IAnsiConsole console)
    {
        console.WriteLine(
            $"'{Model}' has forgotten {Tables.Many(Pairs, "pair")} of {Tables.Many(Users, "user")} by {Method}, "
            + (IsExact ? "trained from scratch without them." : "approximately: judge it beside a retrained model by 'evaluate'."));
        if (!IsExact && WithoutContext > 0)
        {
            console.WriteLine(
                $"{Tables.Many(WithoutContext, "training item")} had no kept item before them, so the method was not shown them: "
                + "only retraining does without them for certain.");
        }
        if (!IsExact && HeldOut > 0)
        {
            console.WriteLine(
                $"{Tables.Many(HeldOut, "held-out item")} it was never trained on, so of them there was nothing to unlearn.");
        }
        console.WriteLine($"Erased from the project: {Tables.Many(ErasedInteractions, "interaction")}, and the states of broken-off runs.");
        console.WriteLine($"Not erased, and yours to erase: {string.Join("; ", NotErased)}.");
        if (Retrained is not null)
            console.WriteLine($"The reference, trained from scratch without them: '{Retrained}'.");
        console.WriteLine(
            $"The project now has {Tables.Many(Remaining.Users, "user")}, {Tables.Many(Remaining.Items, "item")} and "
            + $"{Tables.Many(Remaining.Interactions, "interaction")}.");
    }
}
