using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Fisher;

/// <summary>A Fisher diagonal as a package: one tensor for every weight, and a manifest that says of which weights.</summary>
internal static class FisherFile
{
    private const string Format = "MLNetUnlearn Fisher diagonal";
    private const string Squares = "fisher.safetensors";

    private static readonly string[] _entries = [Squares, PackageManifest.EntryName];

    /// <summary>Writes the diagonal of a model, over a file that may be there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, FisherDiagonal diagonal, SequentialRecommenderTransformer model) =>
        AtomicFile.Write(path, stream =>
        {
            using var scope = torch.NewDisposeScope();
            using var package = new PackageWriter(stream);
            package.Add(Squares, entry => Safetensors.Write(entry, diagonal.Squares));
            PackageManifest.Write(package, Format, new Content(model.Options.Name, WeightsOf(model)));
            package.Complete();
        });

    /// <summary>Fills a diagonal from the file of a model.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is no such file, or a damaged one.</exception>
    /// <exception cref="InvalidOperationException">It is of another model.</exception>
    public static void Read(string path, FisherDiagonal diagonal, SequentialRecommenderTransformer model, string method)
    {
        var what = $"Fisher diagonal '{path}'";
        using var file = File.OpenRead(path);
        using var package = Undecodable.Guard(what, () => new PackageReader(file, _entries));
        var content = Undecodable.Guard(what, () => PackageManifest.Read<Content>(package, Format));
        if (content.Weights != WeightsOf(model))
        {
            throw new InvalidOperationException(
                $"{method}: '{path}' is the Fisher diagonal of another model ({content.Model}), with other weights. Make one of this model "
                + "with SaveFisher; an unlearned model needs one of its own.");
        }
        Undecodable.Guard(what, () => Fill(package, diagonal));
    }

    private static bool Fill(PackageReader package, FisherDiagonal diagonal)
    {
        using var stream = package.Open(Squares);
        Safetensors.ReadInto(stream, package.LengthOf(Squares), diagonal.Squares);
        using var scope = torch.NewDisposeScope();
        foreach (var (name, squares) in diagonal.Squares)
        {
            if (!squares.ge(0).all().cpu().item<bool>())
                throw new FormatException($"Its tensor '{name}' holds a number below 0 or none; squares are 0 or above.");
        }
        return true;
    }

    private static string WeightsOf(SequentialRecommenderTransformer model)
    {
        using var fingerprint = new RunFingerprint();
        return fingerprint.Add(model.Module).Result();
    }

    /// <param name="Model">The model's name.</param>
    /// <param name="Weights">A hash of its weights.</param>
    private sealed record Content(string Model, string Weights);
}
