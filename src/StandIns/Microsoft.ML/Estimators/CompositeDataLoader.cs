using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A loader followed by transformers.</summary>
public sealed class CompositeDataLoader<TSource, TLastTransformer> : IDataLoader<TSource>, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The loader.</summary>
    public readonly IDataLoader<TSource> Loader;

    /// <summary>The transformers.</summary>
    public readonly TransformerChain<TLastTransformer> Transformer;

    /// <summary>A loader followed by a chain, which may be empty.</summary>
    public CompositeDataLoader(IDataLoader<TSource> loader, TransformerChain<TLastTransformer>? transformerChain = null)
    {
        Contracts.CheckValue(loader, nameof(loader));
        Loader = loader;
        Transformer = transformerChain ?? new TransformerChain<TLastTransformer>();
    }

    /// <inheritdoc/>
    public IDataView Load(TSource input) => Transformer.Transform(Loader.Load(input));

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema() => Transformer.GetOutputSchema(Loader.GetOutputSchema());

    /// <summary>The same with one more transformer; this one stays as it is.</summary>
    public CompositeDataLoader<TSource, TNewLast> AppendTransformer<TNewLast>(TNewLast transformer)
        where TNewLast : class, ITransformer
        => new(Loader, Transformer.Append(transformer));

    /// <summary>Disposes the transformers.</summary>
    public void Dispose() => Transformer.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("Only the real ML.NET saves loaders.");
}
