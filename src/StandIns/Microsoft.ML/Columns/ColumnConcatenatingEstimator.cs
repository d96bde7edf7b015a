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
        return inputSchema.With(new SchemaShape.Column(_outputName, kind, inputs[0].ItemType, false, new SchemaShape(AnnotationsOf(inputs))));
    }

    private static IEnumerable<SchemaShape.Column> AnnotationsOf(SchemaShape.Column[] inputs)
    {
        if (Array.TrueForAll(inputs, static input => Has(input, AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar)))
            yield return new SchemaShape.Column(
                AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
        if (Array.Exists(inputs, static input => input.Kind == SchemaShape.Column.VectorKind.Scalar
            || input.Kind == SchemaShape.Column.VectorKind.Vector && Has(input, AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector)))
            yield return new SchemaShape.Column(
                AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
    }

    private static bool Has(SchemaShape.Column column, string kind, SchemaShape.Column.VectorKind vectorKind)
        => column.Annotations.TryFindColumn(kind, out var annotation) && annotation.Kind == vectorKind;
}
