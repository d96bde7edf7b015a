namespace MLNetUnlearn.Cli.Settings;

/// <summary>An option that is to be replaced.</summary>
/// <param name="Assignment">Name=Value.</param>
/// <param name="Typed">What stands on the command line, for messages.</param>
internal sealed record Setting(string Assignment, string Typed)
{
    /// <summary>What <c>--set</c> was given.</summary>
    public static IEnumerable<Setting> All(IEnumerable<string> texts) => texts.Select(text => new Setting(text, $"--set {text}"));

    /// <summary>An option that the command line has by another name, where it was given.</summary>
    public static IEnumerable<Setting> Named(string typed, string name, int? value) =>
        value is { } number ? [new($"{name}={number}", $"{typed} {number}")] : [];
}
