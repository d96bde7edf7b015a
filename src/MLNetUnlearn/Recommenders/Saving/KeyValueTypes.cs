using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>An action that needs the static type of the values behind keys, and how such a value is read from its invariant text.</summary>
internal interface IKeyValueVisitor<out TResult>
{
    /// <summary>Called with the type.</summary>
    TResult Visit<T>(PrimitiveDataViewType type, Func<string, T> parse) where T : notnull;
}

/// <summary>The types that the values behind keys may have, by the name that a file gives them.</summary>
internal static class KeyValueTypes
{
    /// <summary>Calls a visitor with the type of a name.</summary>
    /// <exception cref="FormatException">There is no such type.</exception>
    public static TResult Accept<TResult>(string name, IKeyValueVisitor<TResult> visitor) => name switch
    {
        "String" => visitor.Visit(TextDataViewType.Instance, text => text.AsMemory()),
        nameof(SByte) => visitor.Visit(NumberDataViewType.SByte, Number<sbyte>),
        nameof(Byte) => visitor.Visit(NumberDataViewType.Byte, Number<byte>),
        nameof(Int16) => visitor.Visit(NumberDataViewType.Int16, Number<short>),
        nameof(UInt16) => visitor.Visit(NumberDataViewType.UInt16, Number<ushort>),
        nameof(Int32) => visitor.Visit(NumberDataViewType.Int32, Number<int>),
        nameof(UInt32) => visitor.Visit(NumberDataViewType.UInt32, Number<uint>),
        nameof(Int64) => visitor.Visit(NumberDataViewType.Int64, Number<long>),
        nameof(UInt64) => visitor.Visit(NumberDataViewType.UInt64, Number<ulong>),
        nameof(Single) => visitor.Visit(NumberDataViewType.Single, Number<float>),
        nameof(Double) => visitor.Visit(NumberDataViewType.Double, Number<double>),
        nameof(Boolean) => visitor.Visit(BooleanDataViewType.Instance, bool.Parse),
        nameof(DateTime) => visitor.Visit(
            DateTimeDataViewType.Instance, text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        nameof(DateTimeOffset) => visitor.Visit(
            DateTimeOffsetDataViewType.Instance,
            text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        nameof(TimeSpan) => visitor.Visit(
            TimeSpanDataViewType.Instance, text => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"Its items have values of type '{name}', which is none that keys can stand for."),
    };

    /// <summary>Whether values of a raw type can be saved: all that a column can have but row ids.</summary>
    public static bool Has(Type rawType) => rawType != typeof(DataViewRowId);

    private static T Number<T>(string text) where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
