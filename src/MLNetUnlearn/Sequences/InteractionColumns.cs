using System.Diagnostics.CodeAnalysis;
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
    /// <exception cref="InvalidOperationException">The line is neither, or a column that the options name is not there.</exception>
    public static InteractionColumns FromFirstLine(List<string> fields, string path, InteractionFileOptions options)
    {
        if (options.NamesColumns)
            return Named(fields, path, options);
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
        else if (HasTime && !InteractionTime.TryParse(fields[_time], out time))
            problem = $"the time '{fields[_time]}' is neither a whole number nor a date (ISO 8601)";
        else
        {
            problem = null;
            interaction = new Interaction { UserId = fields[_user], ItemId = fields[_item], Timestamp = time };
        }

        return interaction is not null;
    }

    private static InteractionColumns Named(List<string> fields, string path, InteractionFileOptions options)
    {
        int user = Find(fields, NamesOf(options.UserColumnName, UserNames)), item = Find(fields, NamesOf(options.ItemColumnName,
            ItemNames));
        int time = Find(fields, NamesOf(options.TimestampColumnName, TimeNames));
        List<string> missing = [];
        if (user < 0)
            missing.Add($"user column ({string.Join(", ", NamesOf(options.UserColumnName, UserNames))})");
        if (item < 0)
            missing.Add($"item column ({string.Join(", ", NamesOf(options.ItemColumnName, ItemNames))})");
        if (time < 0 && options.TimestampColumnName is { } name)
            missing.Add($"time column ({name})");
        return missing.Count == 0 ? new InteractionColumns(user, item, time, fields: null) : throw new InvalidOperationException(
            $"The header of the interaction file '{path}' has no {string.Join(" and no ", missing)}; "
            + $"it has: {string.Join(", ", fields.Select(field => field.Trim()))}.");
    }

    private static string[] NamesOf(string? name, string[] known) => name is null ? known : [name];

    private static int Find(List<string> fields, string[] names) =>
        fields.FindIndex(field => names.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
}
