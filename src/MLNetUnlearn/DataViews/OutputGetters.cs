using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>The getters of an output row: input columns come straight from the input row, added ones from the step.</summary>
/// <param name="columns">The output's columns.</param>
/// <param name="input">The input row.</param>
/// <param name="active">One flag per output column.</param>
/// <param name="added">One <see cref="ValueGetter{TValue}"/> per added column; empty when none is active.</param>
internal sealed class OutputGetters(ColumnMap columns, DataViewRow input, bool[] active, IReadOnlyList<Delegate> added)
{
    /// <summary>Whether a column is active.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of the output schema.</exception>
    public bool IsActive(DataViewSchema.Column column)
    {
        Active.CheckOf(columns.Output, column);
        return active[column.Index];
    }

    /// <summary>The getter of an active column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of the output schema.</exception>
    /// <exception cref="InvalidOperationException">The column is not active, or has another type.</exception>
    public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
    {
        Active.Check(IsActive(column), column);
        return columns.IsInput(column.Index, out int index)
            ? input.GetGetter<TValue>(columns.Input[index])
            : Active.Cast<TValue>(added[index], column);
    }
}
