using Microsoft.ML;

namespace MLNetUnlearn.Sequences;

/// <summary>Reads Int32, Int64 and DateTime (as ticks) alike.</summary>
internal static class TimeGetter
{
    /// <summary>A getter of the time as a 64-bit integer.</summary>
    public static ValueGetter<long> Create(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(long))
            return row.GetGetter<long>(column);
        if (column.Type.RawType == typeof(int))
        {
            ValueGetter<int> number = row.GetGetter<int>(column);
            int value = 0;
            return (ref long time) =>
            {
                number(ref value);
                time = value;
            };
        }

        ValueGetter<DateTime> moment = row.GetGetter<DateTime>(column);
        DateTime dateTime = default;
        return (ref long time) =>
        {
            moment(ref dateTime);
            time = dateTime.Ticks;
        };
    }
}
