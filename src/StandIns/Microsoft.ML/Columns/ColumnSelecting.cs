using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns and drops the others.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly string[] _names;
    private readonly bool _keep;

    internal ColumnSelectingEstimator(IHostEnvironment environment, string[] names, bool keep)
        : base(new ColumnSelectingTransformer(names, keep))
    {
        environment.RegisterComponent(nameof(ColumnSelectingEstimator));
        environment.RegisterComponent(nameof(ColumnSelectingTransformer));
        _names = names;
        _keep = keep;
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var name in _names)
            InputColumn.Find(inputSchema, name);
        return new SchemaShape(inputSchema.Where(column => _names.Contains(column.Name) == _keep));
    }
}

/// <summary>Keeps some columns and drops the others.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly string[] _names;
    private readonly bool _keep;

    internal ColumnSelectingTransformer(string[] names, bool keep)
    {
        Contracts.Check(names is { Length: > 0 }, "No column is named.");
        _names = names;
        _keep = keep;
    }

    internal ColumnSelectingTransformer(ModelLoadContext ctx)
    {
        _keep = ctx.Reader.ReadBoolean();
        _names = new string[ctx.Reader.ReadInt32()];
        for (var i = 0; i < _names.Length; i++)
            _names[i] = ctx.Reader.ReadString();
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new MappedDataView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Contracts.CheckValue(ctx, nameof(ctx));
        var writer = ctx.Begin(ModelSignatures.ColumnSelecting);
        writer.Write(_keep);
        writer.Write(_names.Length);
        foreach (var name in _names)
            writer.Write(name);
    }

    private RowMapping Bind(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var named = Array.ConvertAll(_names, name => InputColumn.Find(inputSchema, name));

        // Kept columns come in the order of their names and without hidden ones; dropping takes hidden ones of the name along.
        var columns = _keep ? named : inputSchema.Where(column => !_names.Contains(column.Name));
        return new RowMapping(inputSchema, [.. columns.Select(static column => new MappedColumn(column))]);
    }
}
