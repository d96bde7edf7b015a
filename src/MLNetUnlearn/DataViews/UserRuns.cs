using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Tells where one user's contiguous rows end and the next user's begin.</summary>
internal sealed class UserRuns
{
    private readonly ValueGetter<ReadOnlyMemory<char>>? _getter;
    private ReadOnlyMemory<char> _id;
    private string? _current;
    private bool _isFirst = true;

    private UserRuns(ValueGetter<ReadOnlyMemory<char>>? getter) => _getter = getter;

    /// <summary>The user of the row that was asked about last, as invariant text; null where there is no column.</summary>
    public string? Current => _current;

    /// <summary>Watches a column; without it every row is a user of its own.</summary>
    public static UserRuns Over(DataViewRow row, string? column) =>
        new(column is not null && row.Schema.GetColumnOrNull(column) is { } user ? IdTexts.CreateGetter(row, user) : null);

    /// <summary>Whether the current row begins another user; asked once per row. The first row begins none.</summary>
    public bool IsNewUser()
    {
        var isFirst = _isFirst;
        _isFirst = false;
        if (_getter is null)
            return !isFirst;
        _getter(ref _id);
        if (!isFirst && _id.Span.SequenceEqual(_current))
            return false;
        _current = _id.ToString();
        return !isFirst;
    }
}
