using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Loading data and keeping them.</summary>
public sealed class DataOperationsCatalog
{
    internal DataOperationsCatalog(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }

    /// <summary>A view of a sequence of objects, which is enumerated whenever the view is read.</summary>
    /// <param name="data">The sequence.</param>
    /// <param name="schemaDefinition">How members map to columns; if null, as the attributes of the class say.</param>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition? schemaDefinition = null)
        where TRow : class
    {
        Contracts.CheckValue(data, nameof(data));
        var definition = schemaDefinition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        return new EnumerableDataView<TRow>(Environment, data, definition);
    }

    /// <summary>A view of a sequence of objects, with the types and annotations of a schema.</summary>
    /// <param name="data">The sequence.</param>
    /// <param name="schema">The schema; the class must have a member for each of its columns.</param>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(schema, nameof(schema));
        return new EnumerableDataView<TRow>(Environment, data, RowBinding<TRow>.DefinitionFor(schema));
    }

    /// <summary>The rows of a view as objects, read lazily.</summary>
    /// <param name="data">The view.</param>
    /// <param name="reuseRowObject">Whether to give the same object again and again.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column are left alone; otherwise they are an error.</param>
    /// <param name="schemaDefinition">How members map to columns; if null, as the attributes of the class say.</param>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false,
        SchemaDefinition? schemaDefinition = null)
        where TRow : class, new()
    {
        Contracts.CheckValue(data, nameof(data));
        Environment.RegisterComponent("TypedCursorable");
        var definition = schemaDefinition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write);
        return Read(data, new RowBinding<TRow>(definition).MatchTo(data.Schema, ignoreMissingColumns), reuseRowObject);
    }

    /// <summary>A view that keeps in memory what has been read of another one: each column from when it is first needed.</summary>
    /// <param name="input">The other view.</param>
    /// <param name="columnsToPrefetch">Columns that are read at once; null or none: none.</param>
    public IDataView Cache(IDataView input, params string[]? columnsToPrefetch)
    {
        Contracts.CheckValue(input, nameof(input));
        Environment.RegisterComponent("Cache");
        return new CacheDataView(input, columnsToPrefetch ?? []);
    }

    private static IEnumerable<TRow> Read<TRow>(IDataView data,
        IReadOnlyList<(RowMember<TRow> Accessor, DataViewSchema.Column Column)> members, bool reuseRowObject)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(members.Select(static member => member.Column));
        var writer = new RowWriter<TRow>(cursor, members);
        TRow? row = null;
        while (cursor.MoveNext())
        {
            if (row is null || !reuseRowObject)
                row = new TRow();
            writer.Fill(row);
            yield return row;
        }
    }
}
