using System.Collections;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What is known of a schema before any data are seen: no vector lengths, no numbers of keys.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);
    private readonly Column[] _columns;

    /// <summary>A shape of columns that come from other shapes.</summary>
    public SchemaShape(IEnumerable<Column> columns)
    {
        Contracts.CheckValue(columns, nameof(columns));
        _columns = [.. columns];
        Contracts.CheckParam(_columns.All(static column => column.Name is not null), nameof(columns), "A column has no name.");
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at that index.</summary>
    public Column this[int index] => _columns[index];

    /// <inheritdoc/>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema)
    {
        Contracts.CheckValue(schema, nameof(schema));
        return new SchemaShape(schema.Where(static column => !column.IsHidden)
            .Select(static column => new Column(column.Name, column.Type, AnnotationsOf(column))));
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        column = Array.Find(_columns, candidate => candidate.Name == name);
        return column.Name is not null;
    }

    // The shape with a column in place of the one of that name, or at the end.
    internal SchemaShape With(Column column)
    {
        var columns = _columns.ToDictionary(static existing => existing.Name);
        columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    private static SchemaShape AnnotationsOf(DataViewSchema.Column column)
        => new(column.Annotations.Schema.Select(static annotation => new Column(annotation.Name, annotation.Type, Empty)));
}
