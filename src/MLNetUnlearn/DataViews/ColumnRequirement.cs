using static Microsoft.ML.SchemaShape.Column;

namespace MLNetUnlearn.DataViews;

/// <summary>A kind of column that a step can ask for: the rule, its words and what to do when a column breaks it.</summary>
internal sealed class ColumnRequirement
{
    private readonly Func<ColumnShape, bool> _isMetBy;
    private readonly Func<ColumnShape, string?> _advice;

    private ColumnRequirement(string words, Func<ColumnShape, bool> isMetBy, Func<ColumnShape, string?>? advice = null)
    {
        Words = words;
        _isMetBy = isMetBy;
        _advice = advice ?? (_ => null);
    }

    /// <summary>An item: one key of type UInt32, 0 = missing.</summary>
    public static ColumnRequirement ScalarKey { get; } = new("a scalar key (UInt32)",
        shape => shape is { IsKey: true, Kind: VectorKind.Scalar } && shape.RawType == typeof(uint), MapFirst);

    /// <summary>A sequence of items, of fixed or variable length.</summary>
    public static ColumnRequirement KeyVector { get; } = new("a key vector (UInt32)",
        shape => shape is { IsKey: true, Kind: not VectorKind.Scalar } && shape.RawType == typeof(uint), MapOrGroupFirst);

    /// <summary>A sequence of items that is not yet padded or cut to a fixed length.</summary>
    public static ColumnRequirement UnpaddedKeyVector { get; } = new("a key vector (UInt32) of variable length",
        shape => shape is { IsKey: true, Kind: VectorKind.VariableVector } && shape.RawType == typeof(uint),
        shape => shape is { IsKey: true, Kind: VectorKind.Vector }
            ? "Place this step before PadAndSplitSequences."
            : MapOrGroupFirst(shape));

    /// <summary>Sequences that are padded or cut to one length.</summary>
    public static ColumnRequirement PaddedKeyVector { get; } = new("a key vector (UInt32) of fixed size",
        shape => shape is { IsKey: true, Kind: VectorKind.Vector } && shape.RawType == typeof(uint),
        shape => shape switch
        {
            { IsKey: true, Kind: VectorKind.VariableVector } => "Append PadAndSplitSequences before this step.",
            { IsKey: true, Kind: VectorKind.Scalar } => "Append GroupIntoSequences, if missing, and PadAndSplitSequences before this step.",
            _ => MapOrGroupFirst(shape),
        });

    /// <summary>Whose row it is: text, any integer type or any key type.</summary>
    public static ColumnRequirement User { get; } = new("scalar text, a scalar integer or a scalar key",
        shape => shape.Kind == VectorKind.Scalar && (RawTypes.IsInteger(shape.RawType) || shape.RawType == typeof(ReadOnlyMemory<char>)));

    /// <summary>When it happened: Int32, Int64 or DateTime.</summary>
    public static ColumnRequirement Time { get; } = new("a scalar Int32, Int64 or DateTime",
        shape => shape is { IsKey: false, Kind: VectorKind.Scalar }
            && (shape.RawType == typeof(long) || shape.RawType == typeof(int) || shape.RawType == typeof(DateTime)));

    /// <summary>The times of a sequence's items.</summary>
    public static ColumnRequirement TimeVector { get; } = new("a vector of Int64",
        shape => shape is { IsKey: false, Kind: not VectorKind.Scalar } && shape.RawType == typeof(long));

    /// <summary>A flag.</summary>
    public static ColumnRequirement Boolean { get; } = new("a scalar Boolean",
        shape => shape.Kind == VectorKind.Scalar && shape.RawType == typeof(bool));

    /// <summary>The requirement in messages, with its article.</summary>
    public string Words { get; }

    /// <summary>Whether a column of this shape will do.</summary>
    public bool IsMetBy(ColumnShape shape) => _isMetBy(shape);

    /// <summary>A sentence that says how a column of this shape, which will not do, is made to fit; or null.</summary>
    public string? AdviceFor(ColumnShape shape) => _advice(shape);

    private static string? MapFirst(ColumnShape shape) =>
        shape.Kind == VectorKind.Scalar ? "Map it first, for example with Conversion.MapValueToKey." : null;

    private static string MapOrGroupFirst(ColumnShape shape) => shape is { IsKey: true, Kind: VectorKind.Scalar }
        ? "Group the items into sequences first, with GroupIntoSequences."
        : "Map it first, for example with Conversion.MapValueToKey.";
}
