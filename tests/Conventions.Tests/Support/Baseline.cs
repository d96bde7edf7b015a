using MLNetUnlearn.Testing;

namespace MLNetUnlearn.Conventions;

/// <summary>Compares text that is generated from the build with the text that is checked in, or replaces the latter on request.</summary>
internal static class Baseline
{
    private const string Command = BaselineUpdate.Variable
        + "=1 dotnet test -c Release --project tests/Conventions.Tests/Conventions.Tests.csproj";

    /// <summary>Compares with a whole file of the repository.</summary>
    public static void Check(string relative, string actual) =>
        Check(Repository.PathOf(relative), relative, actual, Environment.GetEnvironmentVariable);

    /// <summary>Compares with one section of a Markdown file of the repository, its heading included; the rest stays.</summary>
    public static void CheckSection(string relative, string heading, string body)
    {
        var document = MarkdownSections.Parse(Repository.Read(relative));
        Check(Repository.PathOf(relative), relative, document.With(heading, body).ToString(), Environment.GetEnvironmentVariable);
    }

    internal static void Check(string file, string name, string actual, Func<string, string?> environment)
    {
        var updating = BaselineUpdate.IsRequested(environment);
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (expected == actual)
            return;
        if (updating)
        {
            Replace(file, actual);
        }
        else
        {
            Assert.Fail($"{name} is not what this build gives (- checked in, + this build):\n{LineDiff.Of(expected, actual)}\n"
                + $"To update it: {Command}");
        }
    }

    private static void Replace(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, file, overwrite: true);
    }
}
