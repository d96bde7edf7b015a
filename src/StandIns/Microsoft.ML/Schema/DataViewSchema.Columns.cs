using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column in its schema.</summary>
    public struct Column
    {
        private readonly DetachedColumn _column;

        internal Column(int index, bool isHidden, DetachedColumn column)
        {
            Index = index;
            IsHidden = isHidden;
            _column = column;
        }

        /// <summary>The name, which an older column may share.</summary>
        public readonly string Name => _column.Name;

        /// <summary>The position in the schema.</summary>
        public int Index { get; }

        /// <summary>Whether a newer column has taken the name.</summary>
        public bool IsHidden { get; }

        /// <summary>The type.</summary>
        public readonly DataViewType Type => _column.Type;

        /// <summary>What is known of the column beyond its type.</summary>
        public readonly Annotations Annotations => _column.Annotations;

        /// <inheritdoc/>
        public override readonly string ToString()
            => Annotations is not { Schema.Count: > 0 } ? $"{Name}: {Type}" : $"{Name}: {Type} {{{Annotations}}}";
    }

    /// <summary>A column outside of any schema.</summary>
    public struct DetachedColumn
    {
        /// <summary>A column of a name, a type and, perhaps, annotations.</summary>
        public DetachedColumn(string name, DataViewType type, Annotations? annotations = null)
        {
            if (string.IsNullOrEmpty(name))
                throw new ArgumentNullException(nameof(name));
            Name = name;
            Type = type ?? throw new ArgumentNullException(nameof(type));
            Annotations = annotations ?? Annotations.Empty;
        }

        /// <summary>Takes a column out of its schema.</summary>
        public DetachedColumn(Column column)
        {
            Name = column.Name;
            Type = column.Type;
            Annotations = column.Annotations;
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The type.</summary>
        public DataViewType Type { get; }

        /// <summary>What is known of the column beyond its type.</summary>
        public Annotations Annotations { get; }
    }
}
