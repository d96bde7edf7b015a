using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Forgetting;

/// <summary>Which forgotten pairs are held out from an unlearner, and the columns that tell of them.</summary>
public sealed record HoldOutForgottenOptions
{
    /// <summary>
    /// The share of the pairs to hold out, greater than 0 and less than 1: rounded half up, but at least one pair is held out and at
    /// least one is not. Default 0.2.
    /// </summary>
    public double Share { get; init; } = 0.2;

    /// <summary>Equal data and equal seeds hold out the same pairs. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Column in: whose row it is: text, any integer or any key. Default <c>UserId</c>.</summary>
    public string UserColumnName { get; init; } = DefaultColumns.User;

    /// <summary>Column in: the item of a row to forget, scalar key, 0 for none. Default <c>Target</c>.</summary>
    public string TargetColumnName { get; init; } = "Target";

    /// <summary>Column in: Boolean, the rows that are to be forgotten. Default <c>IsForget</c>.</summary>
    public string ForgetColumnName { get; init; } = DefaultColumns.IsForget;

    internal void Check() => new OptionProblems(nameof(HoldOutForgottenOptions))
        .Require(Share is > 0 and < 1, nameof(Share), Share, "greater than 0 and less than 1")
        .RequireName(nameof(UserColumnName), UserColumnName)
        .RequireName(nameof(TargetColumnName), TargetColumnName)
        .RequireName(nameof(ForgetColumnName), ForgetColumnName)
        .RequireDistinct(
            (nameof(UserColumnName), UserColumnName), (nameof(TargetColumnName), TargetColumnName),
            (nameof(ForgetColumnName), ForgetColumnName))
        .ThrowIfAny("options");
}
