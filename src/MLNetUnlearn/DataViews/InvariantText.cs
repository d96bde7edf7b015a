using System.Globalization;

namespace MLNetUnlearn.DataViews;

/// <summary>Values as text that does not depend on the machine's culture.</summary>
internal static class InvariantText
{
    /// <summary>Numbers as short as round-trips, times in ISO 8601, text unchanged.</summary>
    public static string Of<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
