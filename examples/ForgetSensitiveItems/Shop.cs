using MLNetUnlearn.Sequences;

namespace ForgetSensitiveItems;

/// <summary>An item of the catalogue.</summary>
internal sealed class Item
{
    public string ItemId { get; init; } = "";

    public string Title { get; init; } = "";

    public string Category { get; init; } = "";
}

/// <summary>A made-up shop: what it sells, and who had what.</summary>
internal sealed record Shop(Item[] Items, IReadOnlyList<Interaction> Interactions)
{
    private static readonly string[] Brands =
        ["Alder", "Birch", "Cedar", "Hazel", "Juniper", "Larch", "Maple", "Poplar", "Rowan", "Willow"];

    private static readonly (string Category, string Thing)[] Things =
    [
        ("Kitchen", "kettle"), ("Kitchen", "bread knife"), ("Kitchen", "teapot"), ("Kitchen", "frying pan"), ("Health", "insulin cooler"),
        ("Garden", "trowel"), ("Garden", "seed box"), ("Garden", "watering can"), ("Garden", "rake"), ("Garden", "bird feeder"),
        ("Home", "desk lamp"), ("Home", "wool blanket"), ("Home", "wall clock"), ("Home", "coat hook"), ("Health", "pregnancy test"),
        ("Travel", "rucksack"), ("Travel", "umbrella"), ("Travel", "water bottle"), ("Travel", "travel pillow"), ("Travel", "bicycle lock"),
    ];

    /// <summary>Most customers go on to the next thing of the same brand, so each sensitive item follows a harmless one.</summary>
    public static Shop Generate(int seed)
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 1_000, Rings = Brands.Length, ItemsPerRing = Things.Length, Seed = seed,
        });
        var items = planted.Items.Select((id, place) => new Item
        {
            ItemId = id,
            Title = $"{Brands[place / Things.Length]} {Things[place % Things.Length].Thing}",
            Category = Things[place % Things.Length].Category,
        });
        return new Shop([.. items], planted.Interactions);
    }
}
