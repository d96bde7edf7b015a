using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Runtime;

// The kinds of exception that callers of ML.NET meet: an unusable argument, a missing argument, a call at the wrong time,
// a file that cannot be read.
internal static class Contracts
{
    public static void CheckValue([NotNull] object? value, string name)
    {
        if (value is null)
            throw new ArgumentNullException(name);
    }

    public static void CheckNonEmpty([NotNull] string? value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentOutOfRangeException(name, $"{name} cannot be null or empty.");
    }

    public static void CheckParam([DoesNotReturnIf(false)] bool condition, string name, string? message = null)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, message);
    }

    public static void Check([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }

    public static void CheckDecode([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            throw new FormatException(message);
    }
}
