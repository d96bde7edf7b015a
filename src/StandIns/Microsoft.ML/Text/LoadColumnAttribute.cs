namespace Microsoft.ML.Data;

/// <summary>Says which fields of a line, counted from zero, a member is loaded from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    /// <summary>One field.</summary>
    public LoadColumnAttribute(int fieldIndex) => Ranges = [new(fieldIndex, fieldIndex, false)];

    /// <summary>A vector of the fields from the first to the last, both included.</summary>
    public LoadColumnAttribute(int start, int end) => Ranges = [new(start, end, true)];

    /// <summary>A vector of fields, or the field itself if it is only one.</summary>
    public LoadColumnAttribute(int[] columnIndexes)
        => Ranges = Array.ConvertAll(columnIndexes, static index => new FieldRange(index, index, false));

    internal FieldRange[] Ranges { get; }
}
