using System.Globalization;
using Spectre.Console;

namespace Titles;

/// <summary>What is shown.</summary>
/// <param name="Readers">Some users.</param>
/// <param name="Item">An item's id.</param>
/// <param name="Neighbours">The item itself, then those most like it.</param>
internal sealed record Report(Reader[] Readers, string Item, Neighbour[] Neighbours)
{
    public void Write(IAnsiConsole console)
    {
        foreach (var reader in Readers)
            console.Write(TableOf(reader));
        var table = Table(Title(Neighbours[0].Title, Item), "most like it", "cosine");
        foreach (var near in Neighbours[1..])
            table.AddRow(new Text(Title(near.Title, near.ItemId)), new Text(near.Similarity.ToString("F3", CultureInfo.InvariantCulture)));
        console.Write(table);
    }

    private static Table TableOf(Reader reader)
    {
        var recent = reader.RecentTitles.Zip(reader.RecentIds, Title).Reverse().ToArray();
        // A user who has nearly everything gets fewer: the places that stay empty have no id.
        var next = reader.RecommendedTitles.Zip(reader.RecommendedIds, Title).Where(title => title.Length > 0).ToArray();
        var table = Table(reader.UserId, "latest first", "recommended next");
        for (var row = 0; row < next.Length; row++)
            table.AddRow(new Text(row < recent.Length ? recent[row] : ""), new Text(next[row]));
        return table;
    }

    private static Table Table(string title, params string[] columns) =>
        new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumns(columns);

    private static string Title(string title, string id) => title.Length > 0 ? title : id;
}
