namespace Microsoft.ML.Tests;

// Passes data through and remembers what it was asked for.
internal sealed class RecordingEstimator : IEstimator<PassThroughTransformer>
{
    public List<string> Calls { get; } = [];

    public PassThroughTransformer Fitted { get; } = new();

    public PassThroughTransformer Fit(IDataView input)
    {
        Calls.Add($"fit({string.Join(",", input.Schema.Select(column => column.Name))})");
        return Fitted;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Calls.Add("shape");
        return inputSchema;
    }
}

internal sealed class PassThroughTransformer : ITransformer, IDisposable
{
    public bool IsRowToRowMapper => false;

    public int Disposals { get; private set; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IDataView Transform(IDataView input) => input;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

    public void Dispose() => Disposals++;
}
