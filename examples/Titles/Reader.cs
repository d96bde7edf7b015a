namespace Titles;

/// <summary>A user as the last view shows them; ids stand in for titles that are not there.</summary>
internal sealed class Reader
{
    public string UserId { get; set; } = "";

    public string[] RecentIds { get; set; } = [];

    public string[] RecentTitles { get; set; } = [];

    public string[] RecommendedIds { get; set; } = [];

    public string[] RecommendedTitles { get; set; } = [];
}

/// <summary>An item beside another one.</summary>
internal sealed class Neighbour
{
    public string ItemId { get; set; } = "";

    public string Title { get; set; } = "";

    public float Similarity { get; set; }
}
