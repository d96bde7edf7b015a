using System.Globalization;
using System.Text;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>
/// A log as the bytes of a file, which <see cref="InteractionFile"/> reads; a last column, which it passes over, says what is held out.
/// </summary>
internal static class LogText
{
    private const string HeldOutColumn = "heldout";
    private const string Validation = "validation";
    private const string Test = "test";

    public static byte[] Of(ProjectLog log)
    {
        var hasTimes = log.All.HasTimestamps;
        var text = new StringBuilder(hasTimes ? $"user,item,timestamp,{HeldOutColumn}\n" : $"user,item,{HeldOutColumn}\n");
        foreach (var line in log.Interactions)
        {
            var heldOut = log.Validation.Contains(line) ? Validation : log.Test.Contains(line) ? Test : "";
            text.Append(hasTimes
                ? TextTable.Line(line.UserId, line.ItemId, line.Timestamp.ToString(CultureInfo.InvariantCulture), heldOut)
                : TextTable.Line(line.UserId, line.ItemId, heldOut));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="DataException">The file does not say what is held out.</exception>
    public static ProjectLog Read(string path)
    {
        var log = InteractionFile.Read(path);
        string[] lines = [.. TextTable.Read(path).Select(line => line.Fields[^1])];
        if (lines[0] != HeldOutColumn)
            throw new DataException($"The log '{path}' has no last column '{HeldOutColumn}'. Prepare the project anew.");
        HashSet<Interaction> Marked(string mark) => [.. log.Interactions.Where((_, index) => lines[index + 1] == mark)];
        return new(log, Marked(Validation), Marked(Test));
    }
}
