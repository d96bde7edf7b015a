using System.Globalization;
using MLNetUnlearn.Sequences;

namespace NextItemApp;

/// <summary>Something to start with: made-up interactions in which most users go on to the next item of a ring of 20.</summary>
internal static class SampleData
{
    public static void Write(string path)
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 1_000, Rings = 10, Follow = 0.6, Seed = 1 });
        var lines = planted.Interactions.Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{row.UserId}\t{row.ItemId}\t{row.Timestamp}"));
        File.WriteAllLines(path, lines.Prepend("UserId\tItemId\tTimestamp"));
    }
}
