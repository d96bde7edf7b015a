namespace MLNetUnlearn.DataViews;

/// <summary>Counts in messages.</summary>
internal static class Plural
{
    /// <summary>"1 field", "2 fields".</summary>
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
