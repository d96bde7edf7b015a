using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class RowMapping : IRowToRowMapper
{
    public RowMapping(DataViewSchema inputSchema, IReadOnlyList<MappedColumn> columns)
    {
        InputSchema = inputSchema;
        Columns = columns;
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(columns.Select(static column => column.Output));
        OutputSchema = schema.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IReadOnlyList<MappedColumn> Columns { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var active = ActiveColumns.Flags(OutputSchema, dependingColumns);
        var needed = Columns.Where((_, i) => active[i]).SelectMany(static column => column.Inputs, static (_, input) => input.Index).ToHashSet();
        return InputSchema.Where(column => needed.Contains(column.Index));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.Check(ReferenceEquals(input.Schema, InputSchema), "The row has another schema.");
        return new MappedRow(input, this, ActiveColumns.Flags(OutputSchema, activeColumns));
    }
}
