using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>The base of ML.NET's trainers. Not open to others.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : IEstimator<TTransformer>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected TrainerEstimatorBase(SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column? weight)
    {
        Feature = feature;
        Label = label;
        Weight = weight;
    }

    private protected SchemaShape.Column Feature { get; }

    private protected SchemaShape.Column Label { get; }

    private protected SchemaShape.Column? Weight { get; }

    /// <summary>Trains.</summary>
    public TTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        CheckColumns(SchemaShape.Create(input.Schema));
        return Train(input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        CheckColumns(inputSchema);
        return OutputColumns().Aggregate(inputSchema, static (shape, column) => shape.With(column));
    }

    private protected static SchemaShape.Column Expected(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        return new SchemaShape.Column(name, kind, itemType, false);
    }

    private protected abstract TTransformer Train(IDataView input);

    private protected abstract IEnumerable<SchemaShape.Column> OutputColumns();

    private void CheckColumns(SchemaShape inputSchema)
    {
        Check(inputSchema, Feature);
        if (Weight is { } weight)
            Check(inputSchema, weight);
        Check(inputSchema, Label);
    }

    private static void Check(SchemaShape inputSchema, SchemaShape.Column expected)
    {
        var found = InputColumn.Find(inputSchema, expected.Name);
        InputColumn.CheckType(
            found.Kind == expected.Kind && found.ItemType.Equals(expected.ItemType) && found.IsKey == expected.IsKey,
            expected.Name, Describe(expected), Describe(found));
    }

    private static string Describe(SchemaShape.Column column)
        => $"{column.Kind} of {(column.IsKey ? "keys " : "")}{column.ItemType}";
}
