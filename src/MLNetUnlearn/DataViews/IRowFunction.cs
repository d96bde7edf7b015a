using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// A step that adds columns computed from the row alone, bound to one input schema. <see cref="RowToRowTransformer"/> makes an ML.NET
/// transformer of it.
/// </summary>
internal interface IRowFunction
{
    /// <summary>The columns added, in order.</summary>
    IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; }

    /// <summary>The input columns that the added ones are computed from.</summary>
    IReadOnlyList<DataViewSchema.Column> Read { get; }

    /// <summary>
    /// One <see cref="ValueGetter{TValue}"/> per added column over the current values of <paramref name="input"/>. What several columns
    /// share is computed once per row: see <see cref="RowMemo"/>.
    /// </summary>
    IReadOnlyList<Delegate> CreateGetters(DataViewRow input);
}
