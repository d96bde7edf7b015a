using System.Globalization;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Saving;

namespace MLNetUnlearn.Experiments;

/// <summary>
/// The models that a stream keeps: those after requests and those retrained, each a package beside a note of its cost, which is written
/// last: without it the model does not count. Every file is there whole or not at all.
/// </summary>
internal sealed class StreamFolder
{
    private const string Format = "MLNetUnlearn stream";
    private const string RunFile = "run.mlnu";
    private const string NoteEnd = ".note.mlnu";

    private readonly string _path;
    private readonly IReadOnlyList<RecommenderOptions> _custom;

    private StreamFolder(string path, IReadOnlyList<RecommenderOptions> custom) => (_path, _custom) = (path, custom);

    /// <summary>Opens the folder of a stream, or begins one.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fingerprint">What makes the stream.</param>
    /// <param name="custom">An example of the options of a model that may be the user's own.</param>
    /// <exception cref="InvalidOperationException">The folder is of another stream.</exception>
    /// <exception cref="FormatException">It cannot be read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static StreamFolder Open(string path, string fingerprint, IReadOnlyList<RecommenderOptions> custom)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: {exception.Message}", exception);
        }
        var folder = new StreamFolder(path, custom);
        foreach (var unfinished in Directory.GetFiles(path, "*.mlnu.*.tmp"))
            File.Delete(unfinished);
        if (!File.Exists(folder.PathOf(RunFile)))
        {
            folder.Write(RunFile, new Run(fingerprint));
        }
        else if (folder.Read<Run>(RunFile).Fingerprint != fingerprint)
        {
            throw new InvalidOperationException(
                $"{StreamPlan.Owner}: folder '{path}' is of another stream: data, requests, model, seed, checkpoints, method or reference "
                + "differ. Take another folder, or delete it.");
        }
        return folder;
    }

    /// <summary>The last request whose model is there; 0 for none.</summary>
    public int LastRequest() => Directory.GetFiles(_path, $"request-*{NoteEnd}")
        .Select(file => int.Parse(Path.GetFileName(file)["request-".Length..^NoteEnd.Length], CultureInfo.InvariantCulture))
        .DefaultIfEmpty().Max();

    /// <summary>The name of the model after a request.</summary>
    public static string AfterRequest(int request) => FormattableString.Invariant($"request-{request:D6}");

    /// <summary>The name of the model retrained at a checkpoint.</summary>
    public static string Retrained(int request) => FormattableString.Invariant($"retrained-{request:D6}");

    public bool Has(string name) => File.Exists(PathOf(name + NoteEnd));

    public void Save(string name, RecommenderTransformer model, UnlearningCost note)
    {
        AtomicFile.Write(PathOf(name + ".mlnu"), stream => ModelPackage.Write(stream, model));
        Write(name + NoteEnd, note);
    }

    /// <summary>A model that was kept; the caller owns it.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public (TModel Model, UnlearningCost Note) Load<TModel>(string name) where TModel : RecommenderTransformer
    {
        var note = Read<UnlearningCost>(name + NoteEnd);
        var path = PathOf(name + ".mlnu");
        using var stream = File.OpenRead(path);
        return (ModelPackage.Read<TModel>($"'{path}'", stream, _custom), note);
    }

    /// <summary>Deletes a model: first the note, so that a half is never taken for the whole.</summary>
    public void Delete(string name)
    {
        AtomicFile.Delete(PathOf(name + NoteEnd));
        AtomicFile.Delete(PathOf(name + ".mlnu"));
    }

    private void Write(string name, object content) => AtomicFile.Write(PathOf(name), stream =>
    {
        using var package = new PackageWriter(stream);
        PackageManifest.Write(package, Format, content);
        package.Complete();
    });

    private T Read<T>(string name) where T : class => Undecodable.Guard($"'{PathOf(name)}'", () =>
    {
        using var file = File.OpenRead(PathOf(name));
        using var package = new PackageReader(file, [PackageManifest.EntryName]);
        return PackageManifest.Read<T>(package, Format);
    });

    private string PathOf(string name) => Path.Combine(_path, name);

    private sealed record Run(string Fingerprint);
}
