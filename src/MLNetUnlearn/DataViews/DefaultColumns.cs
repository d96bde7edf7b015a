namespace MLNetUnlearn.DataViews;

/// <summary>
/// The names of columns that may be absent as long as nobody names another: who sets a name means a column that is there.
/// </summary>
internal static class DefaultColumns
{
    public const string User = "UserId";
    public const string ValidationItem = "ValidationItem";
    public const string IsForget = "IsForget";
}
