using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Models;

/// <summary>Lets models through that can serve.</summary>
internal sealed class ModelGate(ServingOptions options)
{
    private readonly ModelFile _files = new(options.CustomModels);

    /// <summary>Reads a model that can serve; the caller owns it.</summary>
    /// <exception cref="ModelRejectedException">It cannot.</exception>
    public ModelReference Read(string path, int version)
    {
        RecommenderTransformer? model = null;
        try
        {
            (model, var hash, var stamp) = _files.Read(path);
            Check(model);
            return new ModelReference(model, new ServedModel(version, model.Options.Name, model.ItemCount, path, hash), stamp);
        }
        catch (Exception exception)
        {
            (model as IDisposable)?.Dispose();
            throw new ModelRejectedException(path, exception);
        }
    }

    /// <summary>Takes a model in memory; one that is rejected stays the caller's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">Its version from then on.</param>
    /// <param name="before">Throws where it cannot follow what serves.</param>
    /// <exception cref="ModelRejectedException">It cannot serve.</exception>
    public ModelReference Take(RecommenderTransformer model, int version, Action<RecommenderTransformer>? before = null)
    {
        try
        {
            before?.Invoke(model);
            Check(model);
            return new ModelReference(model, new ServedModel(version, model.Options.Name, model.ItemCount, null, null));
        }
        catch (Exception exception)
        {
            throw new ModelRejectedException(model.Options.Name, exception);
        }
    }

    // It answers once before it serves: so it is warm, too.
    private void Check(RecommenderTransformer model)
    {
        if (model.ItemCount == 0)
            throw new InvalidOperationException("The model knows no items.");
        _ = model.Recommend([new RecommendationQuery { Items = [model.AllItems()[0]] }]);
        options.CheckModel?.Invoke(model);
    }
}
