using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Checks on key values. ML.NET copies user arrays into key vectors unchecked, and a key out of range would index out of
/// bounds.</summary>
internal static class KeyRange
{
    /// <summary>Throws when <paramref name="key"/> is greater than the number of keys.</summary>
    /// <exception cref="InvalidOperationException">The key is out of range.</exception>
    public static void Check(uint key, ulong keyCount, string column, DataViewRow row)
    {
        if (key > keyCount)
        {
            throw new InvalidOperationException(
                $"Row {row.Position}: column '{column}' holds key {key}; allowed are 1 to {keyCount}, and 0 for a missing item.");
        }
    }
}
