using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts columns of one type together in a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _outputName;
    private readonly string[] _inputNames;

    internal ColumnConcatenatingEstimator(IHostEnvironment environment, string outputColumnName, string[] inputColumnNames)
    {
        _environment = environment.Register(nameof(ColumnConcatenatingEstimator));
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        Contracts.CheckValue(inputColumnNames, nameof(inputColumnNames));
        Contracts.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "No column is named.");
        Contracts.CheckParam(!Array.Exists(inputColumnNames, string.IsNullOrEmpty), nameof(inputColumnNames), "A column needs a name.");
        _outputName = outputColumnName;
        _inputNames = inputColumnNames;
    }

    /// <inheritdoc/>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new ColumnConcatenatingTransformer(_environment, _outputName, _inputNames);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var inputs = Array.ConvertAll(_inputNames, name => InputColumn.Find(inputSchema, name));
        foreach (var input in inputs)
        {
            Contracts.Check(!input.IsKey, $"Column '{input.Name}' holds keys, which cannot be put together.");
            Contracts.Check(input.ItemType.Equals(inputs[0].ItemType),
                $"Column '{input.Name}' holds {input.ItemType}, but column '{inputs[0].Name}' holds {inputs[0].ItemType}.");
        }
        var kind = Array.Exists(inputs, static input => input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        var annotations = new SchemaShape(AnnotationsOf(inputs));
        return inputSchema.With(new SchemaShape.Column(_outputName, kind, inputs[0].ItemType, false, annotations));
    }

    private static IEnumerable<SchemaShape.Column> AnnotationsOf(SchemaShape.Column[] inputs)
    {
        var isNormalized = new SchemaShape.Column(
            AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
        if (Array.TrueForAll(inputs, input => Has(input, isNormalized)))
            yield return isNormalized;
        var slotNames = new SchemaShape.Column(
            AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
        if (Array.Exists(inputs, input => input.Kind == SchemaShape.Column.VectorKind.Scalar
            || input.Kind == SchemaShape.Column.VectorKind.Vector && Has(input, slotNames)))
            yield return slotNames;
    }

    private static bool Has(SchemaShape.Column column, SchemaShape.Column expected)
        => column.Annotations.TryFindColumn(expected.Name, out var annotation)
            && annotation.Kind == expected.Kind
            && annotation.ItemType.Equals(expected.ItemType);
}
