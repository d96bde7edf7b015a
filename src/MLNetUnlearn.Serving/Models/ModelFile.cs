using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Models;

/// <summary>Reads models from either kind of file.</summary>
internal sealed class ModelFile(IReadOnlyList<RecommenderOptions> customModels)
{
    private const string OfPackagesOnly = "manifest.json";

    private readonly MLContext _mlContext = new();

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    public static string Sha256(string path)
    {
        using var file = Open(path);
        return Sha256(file);
    }

    /// <summary>Reads the model and hashes what was read, whatever happens to the path meanwhile.</summary>
    public (RecommenderTransformer Model, string Sha256, FileStamp Stamp) Read(string path)
    {
        using var file = Open(path);
        var stamp = new FileStamp(File.GetLastWriteTimeUtc(file.SafeFileHandle), file.Length);
        var hash = Sha256(file);
        file.Position = 0;
        var model = IsPackage(file)
            ? _mlContext.Model.LoadPackage<RecommenderTransformer>(file, [.. customModels])
            : ReadChain(file);
        return (model, hash, stamp);
    }

    private RecommenderTransformer ReadChain(FileStream file)
    {
        var restored = _mlContext.Model.Restore<ITransformer>(_mlContext.Model.Load(file, out _), [.. customModels]);
        return Last(restored) ?? throw new FormatException("The model has no recommender in it.");
    }

    private static RecommenderTransformer? Last(ITransformer transformer) => transformer switch
    {
        RecommenderTransformer model => model,
        IEnumerable<ITransformer> chain => chain.Reverse().Select(Last).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool IsPackage(FileStream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry(OfPackagesOnly) is not null;
        }
        catch (InvalidDataException)
        {
            return true; // neither: the package's reader says it best
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static string Sha256(FileStream file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
