using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>Who a row is about, as invariant text, whatever the type of the column that says so.</summary>
internal static class IdTexts
{
    /// <summary>
    /// A getter of the text of a scalar text, integer or key column. Keys give their KeyValues (or their number, 1-based, when there are
    /// none); a missing key gives empty text. Text is handed through without a copy.
    /// </summary>
    public static ValueGetter<ReadOnlyMemory<char>> CreateGetter(DataViewRow row, DataViewSchema.Column column) =>
        RawTypes.Accept(column.Type.RawType, new Opener(row, column));

    private sealed class Opener(DataViewRow row, DataViewSchema.Column column) : IRawTypeVisitor<ValueGetter<ReadOnlyMemory<char>>>
    {
        public ValueGetter<ReadOnlyMemory<char>> Visit<T>() where T : notnull
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            if (getter is ValueGetter<ReadOnlyMemory<char>> text)
                return text;
            T value = default!;
            if (column.Type is not KeyDataViewType)
            {
                return (ref ReadOnlyMemory<char> id) =>
                {
                    getter(ref value);
                    id = InvariantText.Of(value).AsMemory();
                };
            }

            KeyTexts texts = KeyTexts.Of(column);
            return (ref ReadOnlyMemory<char> id) =>
            {
                getter(ref value);
                id = texts.TextOf(Convert.ToUInt64(value, CultureInfo.InvariantCulture)).AsMemory();
            };
        }
    }
}
