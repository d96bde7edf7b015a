using System.IO.Compression;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>
/// Writes a package: a zip of uncompressed entries whose comment ends with a seal (see <see cref="SealedStream"/>). The same contents give
/// the same bytes.
/// </summary>
internal sealed class PackageWriter : IDisposable
{
    /// <summary>What stands before the seal in a package's last bytes.</summary>
    public const string SealName = "MLNetUnlearn package, sha256:";

    // Zip's first moment: a package does not tell when it was made.
    private static readonly DateTimeOffset _noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, EntryHash> _hashes = [];
    private readonly SealedStream _sealed;
    private readonly ZipArchive _zip;

    /// <summary>Starts a package; it is complete after <see cref="Complete"/>.</summary>
    public PackageWriter(Stream target)
    {
        _sealed = new SealedStream(target);
        _zip = new ZipArchive(_sealed, ZipArchiveMode.Create, leaveOpen: true)
        {
            Comment = SealName + new string('0', SealedStream.SealLength),
        };
    }

    /// <summary>Length and hash of every entry so far.</summary>
    public IReadOnlyDictionary<string, EntryHash> Hashes => _hashes;

    /// <summary>Adds an entry.</summary>
    public void Add(string name, Action<Stream> write)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = _noTime;
        var hash = new HashingStream(entry.Open());
        using (hash)
            write(hash);
        _hashes.Add(name, hash.Result);
    }

    /// <summary>Ends the package.</summary>
    public void Complete()
    {
        _zip.Dispose();
        _sealed.WriteSeal();
    }

    public void Dispose()
    {
        _zip.Dispose();
        _sealed.Dispose();
    }
}
