namespace Microsoft.ML;

/// <summary>Makes data views of sources.</summary>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    /// <summary>Loads, lazily.</summary>
    IDataView Load(TSource input);

    /// <summary>The schema of what <see cref="Load"/> gives.</summary>
    DataViewSchema GetOutputSchema();
}

/// <summary>Learns a loader from a source.</summary>
public interface IDataLoaderEstimator<in TSource, out TLoader>
    where TLoader : IDataLoader<TSource>
{
    /// <summary>Learns.</summary>
    TLoader Fit(TSource input);

    /// <summary>The shape of what the loader will give.</summary>
    SchemaShape GetOutputSchema();
}
