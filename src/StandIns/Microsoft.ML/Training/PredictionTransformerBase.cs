using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The base of the transformers that ML.NET's trainers give. Not open to others.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    private protected PredictionTransformerBase(TModel model) => Model = model;

    /// <summary>The model.</summary>
    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

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
        SaveModel(ctx);
    }

    private protected abstract RowMapping Bind(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}

/// <summary>The base of those transformers that read one column of features. Not open to others.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel>
    : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(TModel model, string featureColumnName)
        : base(model)
        => FeatureColumnName = featureColumnName;

    /// <summary>The name of that column.</summary>
    public string FeatureColumnName { get; }

    /// <inheritdoc/>
    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
}
