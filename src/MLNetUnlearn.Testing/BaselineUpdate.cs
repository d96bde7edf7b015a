namespace MLNetUnlearn.Testing;

/// <summary>Whether this run is to rewrite baselines instead of comparing with them. It never is unless someone asked.</summary>
public static class BaselineUpdate
{
    /// <summary>The environment variable that asks for it, with the value <c>1</c>.</summary>
    public const string Variable = "UPDATE_BASELINES";

    private static readonly string[] ContinuousIntegration = ["CI", "GITHUB_ACTIONS", "TF_BUILD"];

    /// <summary>Whether <see cref="Variable"/> is <c>1</c>.</summary>
    /// <param name="environment">
    /// The value of a variable, or <see langword="null"/>; <see langword="null"/>, the default: those of this process.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// It is <c>1</c> in a build that checks: one of <c>CI</c>, <c>GITHUB_ACTIONS</c> and <c>TF_BUILD</c> is set, and neither to
    /// <c>false</c> nor to <c>0</c>.
    /// </exception>
    public static bool IsRequested(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (environment(Variable) != "1")
            return false;
        foreach (var name in ContinuousIntegration)
        {
            if (environment(name) is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException(
                    $"{Variable}=1 is refused while {name}={value}: what is checked in is changed by people, not by the build that checks "
                    + "it.");
            }
        }
        return true;
    }
}
