using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps rows with an action.</summary>
/// <typeparam name="TSrc">The class whose members are the input columns.</typeparam>
/// <typeparam name="TDst">The class whose members are the output columns.</typeparam>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string? _contractName;
    private readonly SchemaDefinition? _inputDefinition;
    private readonly SchemaDefinition _outputDefinition;

    internal CustomMappingTransformer(IHostEnvironment environment, Action<TSrc, TDst> mapAction, string? contractName,
        SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
    {
        environment.RegisterComponent("CustomMappingTransformer");
        Contracts.CheckValue(mapAction, nameof(mapAction));
        _mapAction = mapAction;
        _contractName = contractName;
        _inputDefinition = inputDefinition;
        _outputDefinition = outputDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write);
        Outputs = new RowBinding<TDst>(_outputDefinition).Schema;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal DataViewSchema Outputs { get; }

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
        Contracts.Check(_contractName is not null, "A custom mapping without a contract name cannot be saved.");
        Contracts.CheckValue(ctx, nameof(ctx));
        var writer = ctx.Begin(ModelSignatures.CustomMapping);
        writer.Write(_contractName);
        writer.Write(_mapAction.Method.DeclaringType!.Assembly.FullName!);
    }

    private RowMapping Bind(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var definition = _inputDefinition ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Write);
        var members = new RowBinding<TSrc>(definition).MatchTo(inputSchema, ignoreMissingColumns: false);
        var inputs = members.Select(static member => member.Column).ToArray();
        RowFunction function = row => Open(row, members);
        return new RowMapping(inputSchema, MappedColumn.Append(inputSchema,
            Outputs.Select(column => new MappedColumn(new DataViewSchema.DetachedColumn(column), inputs, function, column.Index))));
    }

    // The action runs once per row, when the first of the outputs is read.
    private Func<int, Delegate> Open(DataViewRow input, IReadOnlyList<(RowMember<TSrc> Accessor, DataViewSchema.Column Column)> members)
    {
        var writer = new RowWriter<TSrc>(input, members);
        var source = new TSrc();
        var destination = new TDst();
        var output = new ObjectRow<TDst>(_outputDefinition);
        var position = -1L;
        return slot => output.CreateGetterAfter(output.Schema[slot], () =>
        {
            if (position == input.Position)
                return;
            writer.Fill(source);
            _mapAction(source, destination);
            output.MoveTo(destination);
            position = input.Position;
        });
    }
}
