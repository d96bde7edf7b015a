using System.Globalization;
using System.Text;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>A log as the bytes of a file, which <see cref="InteractionFile"/> reads.</summary>
internal static class LogText
{
    public static byte[] Of(InteractionLog log)
    {
        var text = new StringBuilder(log.HasTimestamps ? "user,item,timestamp\n" : "user,item\n");
        foreach (var line in log.Interactions)
        {
            text.Append(log.HasTimestamps
                ? TextTable.Line(line.UserId, line.ItemId, line.Timestamp.ToString(CultureInfo.InvariantCulture))
                : TextTable.Line(line.UserId, line.ItemId));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
