namespace MLNetUnlearn.Conventions;

/// <summary>The lines by which two texts differ; enough for texts whose lines are sorted.</summary>
internal static class LineDiff
{
    private const int Most = 60;

    public static string Of(string expected, string actual)
    {
        var (before, after) = (Count(expected), Count(actual));
        var changes = Less(before, after).Select(line => (line, sign: "- ")).Concat(Less(after, before).Select(line => (line, sign: "+ ")))
            .OrderBy(change => change.line, StringComparer.Ordinal).Select(change => change.sign + change.line).ToArray();
        if (changes.Length == 0)
            return "  the same lines in another order";
        return string.Join("\n", changes.Take(Most)) + (changes.Length > Most ? $"\n  and {changes.Length - Most} more" : "");
    }

    private static Dictionary<string, int> Count(string text) =>
        text.Split('\n').GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());

    private static IEnumerable<string> Less(Dictionary<string, int> lines, Dictionary<string, int> others) =>
        lines.SelectMany(line => Enumerable.Repeat(line.Key, Math.Max(0, line.Value - others.GetValueOrDefault(line.Key))));
}
