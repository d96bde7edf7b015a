using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Predicts one object at a time. Not safe for use by several threads.</summary>
/// <typeparam name="TSrc">The class of the inputs.</typeparam>
/// <typeparam name="TDst">The class of the results.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly ObjectRow<TSrc> _input;
    private readonly RowWriter<TDst> _output;
    private bool _disposed;

    internal PredictionEngine(IHostEnvironment environment, ITransformer transformer, bool ignoreMissingColumns,
        SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        Contracts.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "The model must map row to row.");
        _transformer = transformer;
        environment.RegisterComponent("Row");
        _input = new ObjectRow<TSrc>(inputDefinition ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Read));
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        var members = new RowBinding<TDst>(outputDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write))
            .MatchTo(mapper.OutputSchema, ignoreMissingColumns);
        _output = new RowWriter<TDst>(mapper.GetRow(_input, mapper.OutputSchema), members);
        OutputSchema = transformer.GetOutputSchema(_input.Schema);
    }

    /// <summary>The schema of the mapped rows.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Predicts.</summary>
    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Predicts into an existing object.</summary>
    public void Predict(TSrc example, ref TDst prediction)
    {
        Contracts.CheckValue(example, nameof(example));
        _input.MoveTo(example);
        prediction ??= new TDst();
        _output.Fill(prediction);
    }

    /// <summary>Disposes the model as well.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _input.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }
}
