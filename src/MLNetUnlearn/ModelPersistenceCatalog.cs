using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Saving;
using MLNetUnlearn.Restoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn;

/// <summary>
/// Beside ML.NET's own <c>mlContext.Model.Save</c> and <c>Load</c>: steps of MLNetUnlearn as they were before saving, and models as
/// packages, which do not depend on ML.NET or on the tensor library that made them.
/// </summary>
public static class ModelPersistenceCatalog
{
    /// <summary>
    /// Gives a loaded model the typed, batched steps it had before it was saved. ML.NET can load nothing but its own transformers, so
    /// what comes out of <c>Load</c> are chains of those that stand for our steps: recommenders work so, one row at a time; steps that
    /// change the number of rows, and SplitLeaveOneOut, work after this call only.
    /// </summary>
    /// <typeparam name="TLastTransformer">
    /// The type of the last step, for example <see cref="SequentialRecommenderTransformer"/>, or <see cref="ITransformer"/> for any.
    /// </typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="loaded">What <c>mlContext.Model.Load</c> returned. Its other steps are taken over as they are.</param>
    /// <param name="customModels">For models of your own: an example of the options of each, any values.</param>
    /// <returns>The chain, its models on the CPU; a model that was saved alone is a chain of one.</returns>
    /// <exception cref="FormatException">A step's state cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The last step has another type.</exception>
    public static TransformerChain<TLastTransformer> Restore<TLastTransformer>(
        this ModelOperationsCatalog catalog, ITransformer loaded, params RecommenderOptions[] customModels)
        where TLastTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(customModels);
        return RestoredChain.Of<TLastTransformer>(loaded, customModels);
    }

    /// <summary>Writes a trained model to a package: manifest, vocabulary and <c>weights.safetensors</c> in a zip.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model.</param>
    /// <param name="filePath">The file. It is replaced when the package is complete, and left as it is when writing fails.</param>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">An option, an item or a weight cannot be saved.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SavePackage(this ModelOperationsCatalog catalog, RecommenderTransformer model, string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        AtomicFile.Write(filePath, stream => ModelPackage.Write(stream, model));
    }

    /// <summary>Writes a trained model to a stream, as a package.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream; it stays open.</param>
    /// <exception cref="ArgumentException">The stream is not writable.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">An option, an item or a weight cannot be saved.</exception>
    public static void SavePackage(this ModelOperationsCatalog catalog, RecommenderTransformer model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException("The stream must be writable.", nameof(stream));
        ModelPackage.Write(stream, model);
    }

    /// <summary>Reads a trained network from a package. The package is checked as a whole before a model is made.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="customModels">For a model of your own: an example of its options, any values.</param>
    /// <returns>The model, on the CPU; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no package, is damaged, or does not hold a valid model.</exception>
    /// <exception cref="InvalidOperationException">The model is no network.</exception>
    public static SequentialRecommenderTransformer LoadPackage(
        this ModelOperationsCatalog catalog, string filePath, params RecommenderOptions[] customModels) =>
        LoadPackage<SequentialRecommenderTransformer>(catalog, filePath, customModels);

    /// <summary>Reads a trained network from a stream that holds a package.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="stream">A readable, seekable stream that holds the package and nothing else; it stays open.</param>
    /// <param name="customModels">For a model of your own: an example of its options, any values.</param>
    /// <returns>The model, on the CPU; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The stream is not readable or not seekable.</exception>
    /// <exception cref="FormatException">It is no package, is damaged, or does not hold a valid model.</exception>
    /// <exception cref="InvalidOperationException">The model is no network.</exception>
    public static SequentialRecommenderTransformer LoadPackage(
        this ModelOperationsCatalog catalog, Stream stream, params RecommenderOptions[] customModels) =>
        LoadPackage<SequentialRecommenderTransformer>(catalog, stream, customModels);

    /// <summary>Reads a trained model of any kind from a package.</summary>
    /// <typeparam name="TTransformer">
    /// The kind, for example <see cref="CountingRecommenderTransformer"/>, or <see cref="RecommenderTransformer"/> for any.
    /// </typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="customModels">For a model of your own: an example of its options, any values.</param>
    /// <returns>The model, on the CPU; the caller disposes it if it is disposable.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no package, is damaged, or does not hold a valid model.</exception>
    /// <exception cref="InvalidOperationException">The model is of another kind.</exception>
    public static TTransformer LoadPackage<TTransformer>(
        this ModelOperationsCatalog catalog, string filePath, params RecommenderOptions[] customModels)
        where TTransformer : RecommenderTransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        ArgumentNullException.ThrowIfNull(customModels);
        using var stream = File.OpenRead(filePath);
        return ModelPackage.Read<TTransformer>($"'{filePath}'", stream, customModels);
    }

    /// <summary>Reads a trained model of any kind from a stream that holds a package.</summary>
    /// <typeparam name="TTransformer">
    /// The kind, for example <see cref="CountingRecommenderTransformer"/>, or <see cref="RecommenderTransformer"/> for any.
    /// </typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="stream">A readable, seekable stream that holds the package and nothing else; it stays open.</param>
    /// <param name="customModels">For a model of your own: an example of its options, any values.</param>
    /// <returns>The model, on the CPU; the caller disposes it if it is disposable.</returns>
    /// <exception cref="ArgumentException">The stream is not readable or not seekable.</exception>
    /// <exception cref="FormatException">It is no package, is damaged, or does not hold a valid model.</exception>
    /// <exception cref="InvalidOperationException">The model is of another kind.</exception>
    public static TTransformer LoadPackage<TTransformer>(
        this ModelOperationsCatalog catalog, Stream stream, params RecommenderOptions[] customModels)
        where TTransformer : RecommenderTransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(customModels);
        if (!stream.CanRead || !stream.CanSeek)
            throw new ArgumentException("The stream must be readable and seekable.", nameof(stream));
        return ModelPackage.Read<TTransformer>("The stream", stream, customModels);
    }
}
