using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>What is known of a column before any data are seen.</summary>
    public struct Column
    {
        /// <summary>One value, a fixed number of them or any number.</summary>
        public enum VectorKind
        {
            /// <summary>One value.</summary>
            Scalar,

            /// <summary>As many values in each row.</summary>
            Vector,

            /// <summary>Any number of values.</summary>
            VariableVector,
        }

        /// <summary>The name.</summary>
        public readonly string Name;

        /// <summary>One value, a fixed number of them or any number.</summary>
        public readonly VectorKind Kind;

        /// <summary>The type of the values; of keys, the number type that holds them.</summary>
        public readonly DataViewType ItemType;

        /// <summary>Whether the values are keys.</summary>
        public readonly bool IsKey;

        /// <summary>The shape of the annotations.</summary>
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind kind, DataViewType itemType, bool isKey, SchemaShape? annotations = null)
        {
            Name = name;
            Kind = kind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        internal Column(string name, DataViewType type, SchemaShape annotations)
            : this(name, KindOf(type), PlainItemTypeOf(type), type.GetItemType() is KeyDataViewType, annotations)
        {
        }

        private static VectorKind KindOf(DataViewType type)
            => type is not VectorDataViewType vector ? VectorKind.Scalar
                : vector.IsKnownSize ? VectorKind.Vector
                : VectorKind.VariableVector;

        private static DataViewType PlainItemTypeOf(DataViewType type)
        {
            var item = type.GetItemType();
            return item is KeyDataViewType ? DataViewTypeExtensions.StandardTypeOf(item.RawType)! : item;
        }
    }
}
