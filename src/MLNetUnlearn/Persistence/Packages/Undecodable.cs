using System.Text.Json;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>Turns whatever goes wrong while foreign bytes are decoded into the one exception that the public methods promise.</summary>
internal static class Undecodable
{
    /// <summary>Runs a decoder.</summary>
    /// <param name="what">What is decoded, as the beginning of the message.</param>
    /// <param name="decode">The decoder.</param>
    /// <exception cref="FormatException">The bytes cannot be decoded.</exception>
    public static T Guard<T>(string what, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or EndOfStreamException or JsonException
            or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException or KeyNotFoundException)
        {
            throw new FormatException($"{what} cannot be read. {exception.Message}", exception);
        }
    }
}
