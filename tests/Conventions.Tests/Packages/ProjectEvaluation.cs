using System.Text.Json;

namespace MLNetUnlearn.Conventions.Packages;

/// <summary>What MSBuild makes of a project under given switches, without restoring or building it.</summary>
internal sealed record ProjectEvaluation(IReadOnlyList<string> Packages, IReadOnlyList<string> Projects, IReadOnlyList<string> Constants)
{
    public static ProjectEvaluation Of(string project, bool useNuGetMLNet, bool useTorchSharp)
    {
        using var json = JsonDocument.Parse(
            Evaluate(project, $"-p:UseNuGetMLNet={Text(useNuGetMLNet)}", $"-p:UseTorchSharp={Text(useTorchSharp)}"));
        var items = json.RootElement.GetProperty("Items");
        var versions = Items(items, "PackageVersion").ToDictionary(Name, item => item.GetProperty("Version").GetString());
        return new ProjectEvaluation(
            [
                .. Items(items, "PackageReference")
                    .Select(item => $"{Name(item)} {Own(item) ?? versions.GetValueOrDefault(Name(item)) ?? "without version"}")
                    .Order(StringComparer.Ordinal),
            ],
            [.. Items(items, "ProjectReference").Select(item => item.GetProperty("Filename").GetString()!).Order(StringComparer.Ordinal)],
            json.RootElement.GetProperty("Properties").GetProperty("DefineConstants").GetString()!.Split(';'));
    }

    private static string Text(bool value) => value ? "true" : "false";

    private static JsonElement.ArrayEnumerator Items(JsonElement items, string kind) => items.GetProperty(kind).EnumerateArray();

    private static string Name(JsonElement item) => item.GetProperty("Identity").GetString()!;

    // A version of the project's own would bypass the central one.
    private static string? Own(JsonElement item) =>
        item.TryGetProperty("Version", out var version) || item.TryGetProperty("VersionOverride", out version)
            ? $"of its own: {version}"
            : null;

    private static string Evaluate(string project, params string[] properties)
    {
        var (exitCode, output) = Dotnet.Run(["msbuild", project, "-nologo", "-getItem:PackageReference,ProjectReference,PackageVersion",
            "-getProperty:DefineConstants", .. properties]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{project} cannot be evaluated: {output}");
    }
}
