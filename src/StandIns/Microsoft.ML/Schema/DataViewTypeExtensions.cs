using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class DataViewTypeExtensions
{
    private static readonly PrimitiveDataViewType[] Standard =
    [
        TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance,
        DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, TimeSpanDataViewType.Instance,
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double,
    ];

    public static DataViewType GetItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    public static PrimitiveDataViewType? StandardTypeOf(Type rawType)
        => rawType == typeof(string) ? TextDataViewType.Instance : Array.Find(Standard, type => type.RawType == rawType);

    public static int StandardIndexOf(DataViewType type) => Array.IndexOf(Standard, type);

    public static PrimitiveDataViewType StandardAt(int index)
    {
        Contracts.CheckDecode(index < Standard.Length, "The model has an unknown type.");
        return Standard[index];
    }

    public static bool IsStandard(this DataViewType type) => StandardIndexOf(type) >= 0;
}
