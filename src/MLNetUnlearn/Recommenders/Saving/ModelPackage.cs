using System.Text.Json;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Recommenders.Counting;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Recommending;
using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>
/// A trained model as a package: vocabulary, weights and a manifest with its options. It holds nothing of the training data.
/// </summary>
internal static class ModelPackage
{
    private const string Format = "MLNetUnlearn model";
    private const string Weights = "weights.safetensors";
    private const int LongestVocabulary = 1 << 30;
    private const int LongestWindow = 1 << 20;

    private static readonly string[] _entries = [VocabularyJson.EntryName, CandidatesJson.EntryName, Weights, PackageManifest.EntryName];

    /// <summary>Writes a model.</summary>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The options, an item or a weight cannot be saved.</exception>
    public static void Write(Stream stream, RecommenderTransformer model)
    {
        model.CheckNotDisposed();
        // First: options that cannot be written fail before anything is.
        var content = new ModelContent(model.Options.Name, model.MaximumLength, OptionsJson.Write(model.Options));
        using var package = new PackageWriter(stream);
        package.Add(VocabularyJson.EntryName, entry => VocabularyJson.Write(entry, model.Vocabulary));
        if (model.Candidates is { } candidates)
            package.Add(CandidatesJson.EntryName, entry => CandidatesJson.Write(entry, candidates));
        package.Add(Weights, entry =>
        {
            using var scope = torch.NewDisposeScope();
            Safetensors.Write(entry, model.State());
        });
        PackageManifest.Write(package, Format, content);
        package.Complete();
    }

    /// <summary>Reads a model; the caller owns it.</summary>
    /// <param name="what">What is read, in messages.</param>
    /// <param name="file">The whole package, readable and seekable.</param>
    /// <param name="custom">Examples of options of a user's own types.</param>
    /// <exception cref="FormatException">It is no package, it is damaged, or what it holds is no valid model.</exception>
    public static RecommenderTransformer Read(string what, Stream file, IReadOnlyList<RecommenderOptions> custom) =>
        Undecodable.Guard(what, () => Read(file, custom));

    /// <summary>Reads a model of a kind; the caller owns it.</summary>
    /// <exception cref="FormatException">It is no package, it is damaged, or what it holds is no valid model.</exception>
    /// <exception cref="InvalidOperationException">The model is of another kind.</exception>
    public static TTransformer Read<TTransformer>(string what, Stream file, IReadOnlyList<RecommenderOptions> custom)
        where TTransformer : RecommenderTransformer
    {
        var model = Read(what, file, custom);
        if (model is TTransformer wanted)
            return wanted;
        (model as IDisposable)?.Dispose();
        throw new InvalidOperationException(
            $"{what} holds a model {model.Options.Name}, which is a {model.GetType().Name}, not a {typeof(TTransformer).Name}. "
            + $"Read it with LoadPackage<{model.GetType().Name}>.");
    }

    private static RecommenderTransformer Read(Stream file, IReadOnlyList<RecommenderOptions> custom)
    {
        using var package = new PackageReader(file, _entries);
        var content = PackageManifest.Read<ModelContent>(package, Format);
        var options = KnownModels.Read(content.Model, content.Options, custom);
        var length = content.MaximumLength;
        if (length is < 1 or > LongestWindow)
            throw new FormatException($"Its window length is {length}; it must be 1 to {LongestWindow}.");

        using var stream = package.Open(Weights);
        var header = SafetensorsHeader.Read(stream, package.LengthOf(Weights));
        var vocabulary = VocabularyJson.Read(package.Bytes(VocabularyJson.EntryName, LongestVocabulary), most: header.Elements);
        var candidates = package.Has(CandidatesJson.EntryName)
            ? CandidatesJson.Read(package.Bytes(CandidatesJson.EntryName, LongestVocabulary), vocabulary.Count) : null;
        return options switch
        {
            RecommenderOptions network => ReadNetwork(stream, header, vocabulary, length, network, candidates),
            CountingRecommenderOptions counting => ReadCounts(stream, header, vocabulary, length, counting, candidates),
            _ => throw new FormatException($"A model '{content.Model}' is neither a network nor counts."),
        };
    }

    private static SequentialRecommenderTransformer ReadNetwork(
        Stream stream, SafetensorsHeader header, Vocabulary vocabulary, int length, RecommenderOptions options, Candidates? candidates)
    {
        var needed = options.CountWeights(vocabulary.Count, length);
        if (header.Elements < needed)
        {
            throw new FormatException(
                $"It has {header.Elements} weights, but {options.Name} with {vocabulary.Count} items and its options has {needed}.");
        }
        var module = NewModule.Prepared(options.CreateModule(vocabulary.Count, length), module =>
        {
            Safetensors.ReadInto(stream, header, module.state_dict());
            module.eval();
        });
        return new SequentialRecommenderTransformer(module, vocabulary, length, options, candidates);
    }

    private static CountingRecommenderTransformer ReadCounts(
        Stream stream, SafetensorsHeader header, Vocabulary vocabulary, int length, CountingRecommenderOptions options,
        Candidates? candidates)
    {
        using var scope = torch.NewDisposeScope();
        var model = options.Read(new CountedState(Safetensors.Read(stream, header)), vocabulary.Count);
        return new CountingRecommenderTransformer(model, vocabulary, length, options, candidates);
    }

    /// <param name="Model">The model's name, <see cref="RecommenderTrainerOptions.Name"/>.</param>
    /// <param name="MaximumLength">n, the window length.</param>
    /// <param name="Options">The model's options.</param>
    private sealed record ModelContent(string Model, int MaximumLength, JsonElement Options);
}
