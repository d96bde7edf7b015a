using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>Which items of new data an older model knows: by what their keys stand for, whatever the keys are.</summary>
internal sealed class CarriedItems
{
    private readonly int[] _sources;

    private CarriedItems(int[] sources, int from)
    {
        _sources = sources;
        From = from;
    }

    /// <summary>The number of the older model's items.</summary>
    public int From { get; }

    /// <summary>The number of the new data's items.</summary>
    public int To => _sources.Length;

    /// <summary>How many items both have.</summary>
    public int Count => _sources.Count(source => source != 0);

    /// <summary>Whether both have the same items under the same keys.</summary>
    public bool IsSame => From == To && _sources.Select((source, i) => source == i + 1).All(isSame => isSame);

    /// <summary>
    /// Matches two vocabularies. Of several keys for one value, the first belong together, then the second. Keys go by their number where
    /// neither vocabulary has values, and where one has none and both have as many.
    /// </summary>
    public static CarriedItems Between(Vocabulary old, Vocabulary now)
    {
        var byNumber = !old.Texts.HasValues || !now.Texts.HasValues;
        var keys = byNumber ? null : new Dictionary<(string, int), int>(
            Numbered(old.Texts).Select((text, i) => KeyValuePair.Create(text, i + 1)));
        int[] sources = byNumber
            ? [.. Enumerable.Range(1, now.Count).Select(key => key <= old.Count ? key : 0)]
            : [.. Numbered(now.Texts).Select(text => keys!.GetValueOrDefault(text))];
        return new CarriedItems(sources, old.Count);
    }

    /// <summary>
    /// For each row of a new table over the items, where it comes from: a row of the old table, or behind those a row of the new one as it
    /// is. Row 0 and the rows behind the items' are no items' and are carried by their place.
    /// </summary>
    /// <param name="oldRows">The rows of the old table, more than its items.</param>
    /// <param name="newRows">The rows of the new table: as many more than its items.</param>
    public long[] Rows(long oldRows, long newRows)
    {
        var rows = new long[newRows];
        for (var row = 1L; row < newRows; row++)
        {
            var source = row > To ? row - To + From : _sources[row - 1];
            rows[row] = source == 0 ? oldRows + row : source;
        }
        return rows;
    }

    // Each text with how often it has come before.
    private static IEnumerable<(string Text, int Before)> Numbered(KeyTexts texts)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts.Values!)
        {
            var before = seen.GetValueOrDefault(text);
            seen[text] = before + 1;
            yield return (text, before);
        }
    }
}
