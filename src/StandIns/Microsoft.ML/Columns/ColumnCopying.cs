using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Copies a column.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly string _outputName;
    private readonly string _inputName;

    internal ColumnCopyingEstimator(IHostEnvironment environment, string outputName, string inputName)
        : base(new ColumnCopyingTransformer(outputName, inputName))
    {
        environment.RegisterComponent(nameof(ColumnCopyingEstimator));
        environment.RegisterComponent(nameof(ColumnCopyingTransformer));
        _outputName = outputName;
        _inputName = inputName;
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        return inputSchema.With(new SchemaShape.Column(_outputName, input.Kind, input.ItemType, input.IsKey, input.Annotations));
    }
}

/// <summary>Copies a column.</summary>
public sealed class ColumnCopyingTransformer : RowToRowTransformerBase
{
    private readonly string _outputName;
    private readonly string _inputName;

    internal ColumnCopyingTransformer(string outputName, string inputName)
    {
        Contracts.CheckNonEmpty(outputName, "columns");
        Contracts.CheckNonEmpty(inputName, "columns");
        _outputName = outputName;
        _inputName = inputName;
    }

    internal ColumnCopyingTransformer(ModelLoadContext ctx)
        : this(ctx.Reader.ReadString(), ctx.Reader.ReadString())
    {
    }

    private protected override MappedColumn MapColumn(DataViewSchema inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, input.Type, input.Annotations), [input]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(ModelSignatures.ColumnCopying);
        writer.Write(_outputName);
        writer.Write(_inputName);
    }
}
