using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The types of columns as bytes: the position of a standard type, or what sort of other type it is and what that is made of.
internal static class TypeCodec
{
    private const byte Key = 254;
    private const byte Vector = 255;

    public static bool CanWrite(DataViewType type) => type.GetItemType() is KeyDataViewType || type.GetItemType().IsStandard();

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(Vector);
                Write(writer, vector.ItemType);
                writer.Write((byte)vector.Dimensions.Length);
                foreach (var size in vector.Dimensions)
                    writer.Write(size);
                break;
            case KeyDataViewType key:
                writer.Write(Key);
                Write(writer, DataViewTypeExtensions.StandardTypeOf(key.RawType)!);
                writer.Write(key.Count);
                break;
            default:
                writer.Write((byte)DataViewTypeExtensions.StandardIndexOf(type));
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        var kind = reader.ReadByte();
        if (kind == Key)
            return new KeyDataViewType(Read(reader).RawType, reader.ReadUInt64());
        if (kind != Vector)
            return DataViewTypeExtensions.StandardAt(kind);
        var itemType = (PrimitiveDataViewType)Read(reader);
        var dimensions = new int[reader.ReadByte()];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = reader.ReadInt32();
        return new VectorDataViewType(itemType, dimensions);
    }
}
