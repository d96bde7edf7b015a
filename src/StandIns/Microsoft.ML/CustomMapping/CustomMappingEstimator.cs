using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps rows with an action.</summary>
/// <typeparam name="TSrc">The class whose members are the input columns.</typeparam>
/// <typeparam name="TDst">The class whose members are the output columns.</typeparam>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly SchemaDefinition? _inputDefinition;
    private readonly SchemaShape _outputs;

    internal CustomMappingEstimator(IHostEnvironment environment, Action<TSrc, TDst> mapAction, string? contractName,
        SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
        : this(environment, inputDefinition,
            new CustomMappingTransformer<TSrc, TDst>(environment, mapAction, contractName, inputDefinition, outputDefinition))
    {
    }

    private CustomMappingEstimator(IHostEnvironment environment, SchemaDefinition? inputDefinition,
        CustomMappingTransformer<TSrc, TDst> transformer)
        : base(transformer)
    {
        environment.RegisterComponent("CustomMappingEstimator");
        _inputDefinition = inputDefinition;
        _outputs = SchemaShape.Create(transformer.Outputs);
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var expected in _inputDefinition ?? SchemaDefinition.Create(typeof(TSrc)))
        {
            var actual = InputColumn.Find(inputSchema, expected.ColumnName);
            InputColumn.CheckType(Fits(actual, new SchemaShape.Column(expected.ColumnName, expected.ColumnType, new SchemaShape([]))),
                expected.ColumnName, expected.ColumnType.ToString()!, actual.ItemType);
        }
        return _outputs.Aggregate(inputSchema, static (shape, column) => shape.With(column));
    }

    // Stricter than the transformer: a known length must be known before, and keys are not just numbers.
    private static bool Fits(SchemaShape.Column actual, SchemaShape.Column expected)
        => actual.ItemType.Equals(expected.ItemType)
            && actual.IsKey == expected.IsKey
            && (actual.Kind == expected.Kind
                || expected.Kind == SchemaShape.Column.VectorKind.VariableVector && actual.Kind == SchemaShape.Column.VectorKind.Vector);
}
