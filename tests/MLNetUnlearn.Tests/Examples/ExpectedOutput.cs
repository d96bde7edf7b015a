using System.Globalization;
using System.Text.RegularExpressions;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>
/// What an example prints, as a text file beside the tests. Figures that differ between machines and tensor libraries stand there as bands:
/// <c>{0.5..0.7}</c> is a number from 0.5 to 0.7, <c>{*}</c> any text in a line, <c>{...}</c> alone on a line any number of lines. Runs of
/// blanks are equal to one another.
/// </summary>
internal static class ExpectedOutput
{
    private const string AnyLines = "{...}";

    private static string Folder => Path.Combine(Repository.Root, "tests", "MLNetUnlearn.Tests", "Examples", "Expected");

    /// <summary>Holds the output against the file <c>Expected/{name}.txt</c>.</summary>
    public static void AssertIs(string name, string output)
    {
        if (ProblemOf(Read(name), output) is { } problem)
            Assert.Fail($"{name}: {problem}\n--- printed:\n{output}");
    }

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".txt"));

    /// <summary>What is wrong with the output; null if nothing is.</summary>
    public static string? ProblemOf(string expected, string output)
    {
        var (wanted, printed) = (Lines(expected), Lines(output));
        var (line, isAnywhere) = (0, false);
        foreach (var want in wanted)
        {
            if (want == AnyLines)
            {
                isAnywhere = true;
                continue;
            }
            var found = isAnywhere ? Array.FindIndex(printed, line, text => ProblemOfLine(want, text) is null) : line;
            if (found < 0 || found >= printed.Length)
                return $"the line '{want}' is missing.";
            if (ProblemOfLine(want, printed[found]) is { } problem)
                return problem;
            (line, isAnywhere) = (found + 1, false);
        }
        return isAnywhere || line == printed.Length ? null : $"the line '{printed[line]}' is one too many.";
    }

    /// <summary>What is wrong with a line; null if nothing is.</summary>
    public static string? ProblemOfLine(string expected, string printed)
    {
        var bands = new List<(double Low, double High)>();
        var pattern = string.Concat(Regex.Split(Single(expected), @"(\{[^}]+\})").Select(PatternOf));
        var match = Regex.Match(Single(printed), $"^{pattern}$");
        if (!match.Success)
            return $"the line '{printed}' is not '{expected}'.";
        for (var i = 0; i < bands.Count; i++)
        {
            var value = double.Parse(match.Groups[i + 1].Value, NumberStyles.Any, CultureInfo.InvariantCulture);
            if (value < bands[i].Low || value > bands[i].High)
                return $"{match.Groups[i + 1].Value} in the line '{printed}' is not in {bands[i].Low} to {bands[i].High}.";
        }
        return null;

        string PatternOf(string piece)
        {
            if (piece == "{*}")
                return ".*";
            if (!piece.StartsWith('{'))
                return Regex.Escape(piece);
            var ends = piece.Trim('{', '}').Split("..").Select(end => double.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            bands.Add((ends[0], ends[1]));
            return @"([-+]?[\d,]+(?:\.\d+)?)";
        }
    }

    private static string Single(string line) => Regex.Replace(line.Trim(), " +", " ");

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
