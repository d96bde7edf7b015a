using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;

namespace NextItem.WebApi.Shop;

/// <summary>What items are called.</summary>
internal sealed class Titles
{
    private static readonly string[] _colours = ["Silver", "Copper", "Winter", "Crooked", "Paper", "Amber"];
    private static readonly string[] _places = ["Harbour", "Orchard", "Lantern", "Railway", "Observatory"];

    private readonly Dictionary<string, string> _titles;

    private Titles(Dictionary<string, string> titles) => _titles = titles;

    /// <summary>The item's title; its id where it has none.</summary>
    public string Of(string item) => _titles.GetValueOrDefault(item, item);

    /// <summary>The titles of a file, those of the made-up shop, or none.</summary>
    public static Titles For(ShopOptions options) => options switch
    {
        { Titles: { } file } => Read(file),
        { Data: null } => MakeUp(),
        _ => new Titles([]),
    };

    private static Titles Read(string file)
    {
        var mlContext = new MLContext();
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = mlContext.Data.LoadFromTextFile<Line>(file, hasHeader: true);
        foreach (var line in mlContext.Data.CreateEnumerable<Line>(lines, reuseRowObject: true))
            titles[line.ItemId] = line.Title;
        return new Titles(titles);
    }

    // Each ring of the planted data is a serial, and most readers go on to the next part.
    private static Titles MakeUp()
    {
        var options = new PlantedInteractionsOptions { Users = 1 };
        return new Titles(PlantedInteractions.Generate(options).Items
            .Select((item, place) => (item, Title: TitleOf(place / options.ItemsPerRing, 1 + (place % options.ItemsPerRing))))
            .ToDictionary(pair => pair.item, pair => pair.Title, StringComparer.Ordinal));
    }

    private static string TitleOf(int serial, int part) => string.Create(
        CultureInfo.InvariantCulture, $"The {_colours[serial % _colours.Length]} {_places[serial / _colours.Length]}, part {part}");

    private sealed class Line
    {
        [LoadColumn(0)]
        public string ItemId { get; set; } = "";

        [LoadColumn(1)]
        public string Title { get; set; } = "";
    }
}
