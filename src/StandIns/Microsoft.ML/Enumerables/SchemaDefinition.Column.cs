using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>How a member maps to a column.</summary>
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();
        private readonly HashSet<string> _kinds = [];

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName;
        }

        /// <summary>The member.</summary>
        public string MemberName { get; }

        /// <summary>The column.</summary>
        public string ColumnName { get; set; }

        /// <summary>The type of the column, which must fit that of the member.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>The annotations added so far.</summary>
        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        /// <summary>Adds an annotation.</summary>
        /// <param name="kind">Its name.</param>
        /// <param name="value">Its value: a raw value, a string, an array or a vector.</param>
        /// <param name="annotationType">Its type.</param>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Contracts.CheckValue(kind, nameof(kind));
            Contracts.CheckValue(annotationType, nameof(annotationType));
            Contracts.Check(_kinds.Add(kind), $"There is an annotation '{kind}' already.");
            _annotations.Add(kind, annotationType, GetterOf(value, annotationType));
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations)
        {
            _kinds.UnionWith(annotations.Schema.Select(static annotation => annotation.Name));
            _annotations.Add(annotations, static _ => true);
        }

        private static Delegate GetterOf<T>(T value, DataViewType type)
        {
            // A holder has one member, so that annotation values convert as the members of rows do; keys alone stay raw.
            var holder = new Holder<T>(value);
            var member = typeof(Holder<T>).GetProperty(nameof(Holder<T>.Value))!;
            Contracts.Check(RowMember.Fits(member, type), $"A {typeof(T)} cannot be an annotation of type {type}.");
            var memberType = type is KeyDataViewType ? RowMember.ItemTypeOf(member, out _) : type;
            return RowMember<Holder<T>>.Create(member, memberType).CreateGetter(() => holder);
        }

        private sealed record Holder<T>(T Value);
    }
}
