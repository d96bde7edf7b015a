namespace Microsoft.ML.Tests;

// Adds a column with twice the value of another one, and remembers how it was used.
internal sealed class DoublingTransformer : ITransformer, IDisposable
{
    public bool IsRowToRowMapper => true;

    public List<long> Positions { get; } = [];

    public List<string> Active { get; } = [];

    public IRowToRowMapper? Bound { get; private set; }

    public DataViewSchema? RowSchema { get; private set; }

    public int Disposals { get; private set; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        if (inputSchema.GetColumnOrNull("Value") is null)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), "Could not find input column 'Value'");
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn("Doubled", NumberDataViewType.Single);
        return builder.ToSchema();
    }

    public IDataView Transform(IDataView input) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
        => Bound = new Mapper(this, inputSchema, GetOutputSchema(inputSchema));

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

    public void Dispose() => Disposals++;

    private sealed class Mapper(DoublingTransformer parent, DataViewSchema input, DataViewSchema output) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => input;

        public DataViewSchema OutputSchema => output;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => input;

        public DataViewRow GetRow(DataViewRow row, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            parent.Active.AddRange(activeColumns.Select(column => column.Name));
            parent.RowSchema = row.Schema;
            return new Row(parent, row, output);
        }
    }

    private sealed class Row(DoublingTransformer parent, DataViewRow input, DataViewSchema schema) : DataViewRow
    {
        private readonly ValueGetter<float> _value = input.GetGetter<float>(input.Schema["Value"]);

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => column.Name == "Doubled"
                ? (ValueGetter<TValue>)(Delegate)(ValueGetter<float>)Get
                : input.GetGetter<TValue>(input.Schema[column.Index]);

        private void Get(ref float value)
        {
            parent.Positions.Add(Position);
            _value(ref value);
            value *= 2;
        }
    }
}
