using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

internal delegate bool TryParse<T>(ReadOnlyMemory<char> text, out T value);

// Reads values from text that is not empty. False means that the text is bad; the value is then the missing one, if the type has one.
internal static class TextParsers
{
    private static readonly HashSet<string> Yes = new(["true", "yes", "t", "y", "1", "+1", "+"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["false", "no", "f", "n", "0", "-1", "-"], StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<Type, Delegate> Standard = new Delegate[]
    {
        (TryParse<ReadOnlyMemory<char>>)TryParse, (TryParse<bool>)TryParse, (TryParse<float>)TryParse, (TryParse<double>)TryParse,
        (TryParse<sbyte>)TryParse, (TryParse<short>)TryParse, (TryParse<int>)TryParse, (TryParse<long>)TryParse,
        (TryParse<byte>)TryParse, (TryParse<ushort>)TryParse, (TryParse<uint>)TryParse, (TryParse<ulong>)TryParse,
        (TryParse<DateTime>)TryParse, (TryParse<DateTimeOffset>)TryParse, (TryParse<TimeSpan>)TryParse, (TryParse<DataViewRowId>)TryParse,
    }.ToDictionary(static parser => parser.GetType().GetGenericArguments()[0]);

    public static TryParse<T> For<T>(PrimitiveDataViewType type)
        => (TryParse<T>)(type is KeyDataViewType key ? ForKeys(key) : Standard[typeof(T)]);

    // Whether bad text becomes a missing value; elsewhere it is an error.
    public static bool HasMissingValue(PrimitiveDataViewType type)
        => type is KeyDataViewType || type == NumberDataViewType.Single || type == NumberDataViewType.Double;

    public static bool TryParse(ReadOnlyMemory<char> text, out int value)
        => int.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text.Span[0] != '+';

    private static Delegate ForKeys(KeyDataViewType type) => Type.GetTypeCode(type.RawType) switch
    {
        TypeCode.Byte => ForKeys<byte>(type.Count),
        TypeCode.UInt16 => ForKeys<ushort>(type.Count),
        TypeCode.UInt32 => ForKeys<uint>(type.Count),
        _ => ForKeys<ulong>(type.Count),
    };

    // In text keys count from zero.
    private static TryParse<T> ForKeys<T>(ulong count)
        where T : IBinaryInteger<T>
        => (ReadOnlyMemory<char> text, out T value) =>
        {
            value = T.Zero;
            if (!TryParse(text, out ulong index) || index >= count)
                return IsMissing(text.Span);
            value = T.CreateTruncating(index + 1);
            return true;
        };

    private static bool TryParse(ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value)
    {
        value = text;
        return true;
    }

    private static bool TryParse(ReadOnlyMemory<char> text, out bool value)
    {
        var word = text.ToString();
        value = Yes.Contains(word);
        return value || No.Contains(word);
    }

    private static bool TryParse(ReadOnlyMemory<char> text, out float value)
    {
        var good = TryParseReal(text.Span, out value);
        return good || IsMissing(text.Span);
    }

    private static bool TryParse(ReadOnlyMemory<char> text, out double value)
    {
        var good = TryParseReal(text.Span, out value);
        return good || IsMissing(text.Span);
    }

    private static bool TryParseReal<T>(ReadOnlySpan<char> text, out T value)
        where T : IFloatingPointIeee754<T>
    {
        var number = text.TrimStart();

        // ML.NET stumbles over white space before more than one character.
        var isReadable = number.Length == text.Length || number.Length <= 1;
        if (isReadable && number.ContainsAnyInRange('0', '9')
            && T.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value!))
            return true;
        value = !isReadable ? T.NaN : number.TrimEnd() switch
        {
            "" => T.Zero,
            "Infinity" or "∞" => T.PositiveInfinity,
            "-Infinity" or "-∞" => T.NegativeInfinity,
            _ => T.NaN,
        };
        return !T.IsNaN(value);
    }

    private static bool TryParse(ReadOnlyMemory<char> text, out sbyte value)
        => sbyte.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text.Span[0] != '+';

    private static bool TryParse(ReadOnlyMemory<char> text, out short value)
        => short.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text.Span[0] != '+';

    private static bool TryParse(ReadOnlyMemory<char> text, out long value)
        => long.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text.Span[0] != '+';

    private static bool TryParse(ReadOnlyMemory<char> text, out byte value)
        => byte.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out ushort value)
        => ushort.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out uint value)
        => uint.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out ulong value)
        => ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out DateTime value)
    {
        const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text.Span, CultureInfo.InvariantCulture, Universal, out value);
    }

    private static bool TryParse(ReadOnlyMemory<char> text, out DateTimeOffset value)
        => DateTimeOffset.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out TimeSpan value)
        => TimeSpan.TryParse(text.Span, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(ReadOnlyMemory<char> text, out DataViewRowId value)
    {
        var span = text.Span;
        value = default;
        if (span.Length != 34 || !span.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !ulong.TryParse(span.Slice(2, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(span[18..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        value = new DataViewRowId(low, high);
        return true;
    }

    private static bool IsMissing(ReadOnlySpan<char> text)
        => text is "?" || text.Equals("NA", StringComparison.OrdinalIgnoreCase) || text.Equals("N/A", StringComparison.OrdinalIgnoreCase)
            || text.Equals("NaN", StringComparison.OrdinalIgnoreCase);
}
