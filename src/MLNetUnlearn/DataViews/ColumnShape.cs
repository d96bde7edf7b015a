using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// What a column check looks at, whether the column is a promise (<see cref="SchemaShape"/>) or delivered (<see cref="DataViewSchema"/>):
/// so both are judged by the same rule and described by the same words.
/// </summary>
internal readonly record struct ColumnShape(string Name, VectorKind Kind, Type RawType, bool IsKey)
{
    /// <summary>The shape of a promised column.</summary>
    public static ColumnShape Of(SchemaShape.Column column) => new(column.Name, column.Kind, column.ItemType.RawType, column.IsKey);

    /// <summary>The shape of a delivered column.</summary>
    public static ColumnShape Of(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        VectorKind kind = vector is null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
        return new ColumnShape(column.Name, kind, item.RawType, item is KeyDataViewType);
    }

    /// <summary>The type in messages, for example <c>Single</c>, <c>Key&lt;UInt32&gt;</c> or
    /// <c>VarVector&lt;Key&lt;UInt32&gt;&gt;</c>.</summary>
    public string TypeText
    {
        get
        {
            string item = RawTypes.NameOf(RawType);
            if (IsKey)
                item = $"Key<{item}>";
            return Kind switch
            {
                VectorKind.Scalar => item,
                VectorKind.Vector => $"Vector<{item}>",
                _ => $"VarVector<{item}>",
            };
        }
    }
}
