using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>Which column of a text file is the user, the item and the time.</summary>
internal sealed class InteractionColumns
{
    private static readonly string[] UserNames = ["user", "userid", "user_id"];
    private static readonly string[] ItemNames = ["item", "itemid", "item_id"];
    private static readonly string[] TimeNames = ["timestamp", "time"];

    private readonly int _user;
    private readonly int _item;
    private readonly int _time; // −1: none
    private readonly int? _fields; // without header all lines have the same number of fields

    private InteractionColumns(int user, int item, int time, int? fields)
    {
        _user = user;
        _item = item;
        _time = time;
        _fields = fields;
    }

    /// <summary>Whether the first line was a header.</summary>
    public bool IsHeader => _fields is null;

    /// <summary>Whether there is a time column.</summary>
    public bool HasTime => _time >= 0;

    /// <summary>The separator of a file with this first line.</summary>
    public static char SeparatorOf(string firstLine) => firstLine.Contains('\t') ? '\t' : firstLine.Contains(',') ? ',' : ' ';

    /// <summary>Reads the header, or counts the columns of a file that has none.</summary>
    /// <exception cref="InvalidOperationException">The line is neither.</exception>
    public static InteractionColumns FromFirstLine(List<string> fields, string path)
    {
        int user = Find(fields, UserNames), item = Find(fields, ItemNames);
        if (user >= 0 && item >= 0)
            return new InteractionColumns(user, item, Find(fields, TimeNames), fields: null);
        if (user >= 0 || item >= 0)
        {
            throw new InvalidOperationException($"The header of the interaction file '{path}' names '{fields[Math.Max(user, item)]}' "
                + "but no "
                + (user >= 0 ? $"item column ({string.Join(", ", ItemNames)})." : $"user column ({string.Join(", ", UserNames)})."));
        }

        if (fields.Count is < 2 or > 3)
        {
            throw new InvalidOperationException($"The first line of the interaction file '{path}' has {Plural.Of(fields.Count, "field")}; "
                + "without a header that names user and item there must be 2 (user item) or 3 (user item timestamp).");
        }

        return new InteractionColumns(0, 1, fields.Count == 3 ? 2 : -1, fields.Count);
    }

    /// <summary>Reads a line, or says what is wrong with it.</summary>
    public bool TryRead(List<string> fields, [NotNullWhen(true)] out Interaction? interaction, [NotNullWhen(false)] out string? problem)
    {
        interaction = null;
        long time = 0;
        int needed = _fields ?? Math.Max(Math.Max(_user, _item), _time) + 1;
        if (fields.Count < needed || (_fields is not null && fields.Count > needed))
            problem = $"{Plural.Of(fields.Count, "field")} instead of {needed}";
        else if (string.IsNullOrWhiteSpace(fields[_user]))
            problem = "the user is empty";
        else if (string.IsNullOrWhiteSpace(fields[_item]))
            problem = "the item is empty";
        else if (HasTime && !long.TryParse(fields[_time], NumberStyles.Integer, CultureInfo.InvariantCulture, out time))
            problem = $"the time '{fields[_time]}' is not a whole number";
        else
        {
            problem = null;
            interaction = new Interaction { UserId = fields[_user], ItemId = fields[_item], Timestamp = time };
        }

        return interaction is not null;
    }

    private static int Find(List<string> fields, string[] names) =>
        fields.FindIndex(field => names.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
}
