using System.Globalization;

namespace MLNetUnlearn.Sequences;

/// <summary>The times that a log may hold.</summary>
internal static class InteractionTime
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a whole number as it is, or a date of ISO 8601 as Unix milliseconds; one without a zone is in UTC.</summary>
    public static bool TryParse(string text, out long time)
    {
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out time))
            return true;
        var isDate = DateTimeOffset.TryParseExact(
            text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date);
        time = isDate ? date.ToUnixTimeMilliseconds() : 0;
        return isDate;
    }
}
