namespace Microsoft.ML;

/// <summary>Applies a trained model.</summary>
public interface IPredictionTransformer<out TModel> : ITransformer
    where TModel : class
{
    /// <summary>The model.</summary>
    TModel Model { get; }
}

/// <summary>Applies a trained model to one column of features.</summary>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The name of that column.</summary>
    string FeatureColumnName { get; }
}
