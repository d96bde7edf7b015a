namespace MLNetUnlearn.DataViews;

/// <summary>An action that needs the static type of a column's values.</summary>
internal interface IRawTypeVisitor<out TResult>
{
    /// <summary>Called with the column's raw type.</summary>
    TResult Visit<T>() where T : notnull;
}

/// <summary>From a run-time type to a type parameter, for the primitive types of a data view, without reflection.</summary>
internal static class RawTypes
{
    /// <summary>Calls <paramref name="visitor"/> with <paramref name="rawType"/> as type argument.</summary>
    /// <exception cref="InvalidOperationException">The type is not the raw type of a primitive column.</exception>
    public static TResult Accept<TResult>(Type rawType, IRawTypeVisitor<TResult> visitor) => rawType switch
    {
        _ when rawType == typeof(ReadOnlyMemory<char>) => visitor.Visit<ReadOnlyMemory<char>>(),
        _ when rawType == typeof(uint) => visitor.Visit<uint>(),
        _ when rawType == typeof(int) => visitor.Visit<int>(),
        _ when rawType == typeof(long) => visitor.Visit<long>(),
        _ when rawType == typeof(ulong) => visitor.Visit<ulong>(),
        _ when rawType == typeof(short) => visitor.Visit<short>(),
        _ when rawType == typeof(ushort) => visitor.Visit<ushort>(),
        _ when rawType == typeof(sbyte) => visitor.Visit<sbyte>(),
        _ when rawType == typeof(byte) => visitor.Visit<byte>(),
        _ when rawType == typeof(float) => visitor.Visit<float>(),
        _ when rawType == typeof(double) => visitor.Visit<double>(),
        _ when rawType == typeof(bool) => visitor.Visit<bool>(),
        _ when rawType == typeof(DateTime) => visitor.Visit<DateTime>(),
        _ when rawType == typeof(DateTimeOffset) => visitor.Visit<DateTimeOffset>(),
        _ when rawType == typeof(TimeSpan) => visitor.Visit<TimeSpan>(),
        _ when rawType == typeof(Microsoft.ML.Data.DataViewRowId) => visitor.Visit<Microsoft.ML.Data.DataViewRowId>(),
        _ => throw new InvalidOperationException($"{rawType} is not the type of a primitive column."),
    };

    /// <summary>Whether the type is one of the eight integer types.</summary>
    public static bool IsInteger(Type rawType) =>
        rawType == typeof(int) || rawType == typeof(long) || rawType == typeof(uint) || rawType == typeof(ulong)
        || rawType == typeof(short) || rawType == typeof(ushort) || rawType == typeof(sbyte) || rawType == typeof(byte);

    /// <summary>Whether the type is one of the integer types or a floating-point type.</summary>
    public static bool IsNumber(Type rawType) => IsInteger(rawType) || rawType == typeof(float) || rawType == typeof(double);

    /// <summary>The type's name in messages: <c>String</c> for text, otherwise the .NET name.</summary>
    public static string NameOf(Type rawType) => rawType == typeof(ReadOnlyMemory<char>) ? "String" : rawType.Name;
}
