using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Sequences;

namespace Titles;

/// <summary>Who had what, and what it is called.</summary>
/// <param name="Log">The interactions.</param>
/// <param name="Titles">ItemId and Title, each item once.</param>
internal sealed record Shop(InteractionLog Log, IDataView Titles)
{
    private static readonly string[] Colours = ["Silver", "Copper", "Winter", "Crooked", "Paper", "Amber"];
    private static readonly string[] Places = ["Harbour", "Orchard", "Lantern", "Railway", "Observatory"];

    public static Shop Read(MLContext mlContext, FileInfo interactions, FileInfo titles) =>
        new(InteractionFile.Read(interactions.FullName), mlContext.Data.LoadFromTextFile<TitledItem>(titles.FullName, hasHeader: true));

    /// <summary>Made-up serials: each ring of the planted data is one, and most readers go on to the next part.</summary>
    public static Shop Generate(MLContext mlContext, int seed)
    {
        var options = new PlantedInteractionsOptions { Seed = seed };
        var planted = PlantedInteractions.Generate(options);
        var titles = planted.Items.Select((item, place) => new TitledItem
        {
            ItemId = item, Title = TitleOf(place / options.ItemsPerRing, 1 + (place % options.ItemsPerRing)),
        });
        return new Shop(new InteractionLog(planted.Interactions, HasTimestamps: true), mlContext.Data.LoadFromEnumerable(titles.ToArray()));
    }

    private static string TitleOf(int serial, int part) => string.Create(
        CultureInfo.InvariantCulture, $"The {Colours[serial % Colours.Length]} {Places[serial / Colours.Length]}, part {part}");
}
