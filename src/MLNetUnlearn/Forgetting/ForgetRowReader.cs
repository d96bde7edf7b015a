using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>Reads of which pair of user and item a row to forget is.</summary>
internal sealed class ForgetRowReader(DataViewRow row, ForgetRowColumns columns)
{
    private readonly ValueGetter<bool> _forget = row.GetGetter<bool>(columns.Forget);
    private readonly ValueGetter<uint> _target = OptionalColumn.KeyGetter(row, columns.Target.Name);
    private readonly ValueGetter<ReadOnlyMemory<char>> _user = IdTexts.CreateGetter(row, columns.User);
    private ReadOnlyMemory<char> _userValue;

    /// <summary>The current row's pair; null on rows that remain.</summary>
    public (string User, uint Item)? Read()
    {
        var (isForget, item) = (false, 0u);
        _forget(ref isForget);
        if (!isForget)
            return null;
        _target(ref item);
        _user(ref _userValue);
        return (_userValue.ToString(), item);
    }
}
