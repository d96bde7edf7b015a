using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>
/// Reads a package that <see cref="PackageWriter"/> wrote, and trusts nothing in it: the seal is checked before anything is parsed, and
/// whoever forges a seal still finds entries of fixed names, uncompressed, together no longer than the file.
/// </summary>
internal sealed class PackageReader : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a package; the stream stays open when this is disposed.</summary>
    /// <param name="file">The whole package, readable and seekable, from position 0.</param>
    /// <param name="allowed">The names that entries may have.</param>
    /// <exception cref="FormatException">It is no package, or a damaged one, or holds other entries.</exception>
    public PackageReader(Stream file, IReadOnlyCollection<string> allowed)
    {
        CheckSeal(file);
        file.Position = 0;
        _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var left = file.Length;
        foreach (var entry in _zip.Entries)
        {
            if (!allowed.Contains(entry.FullName))
                throw new FormatException($"It holds an entry '{entry.FullName}'; allowed are {string.Join(", ", allowed)}.");
            if (entry.CompressedLength != entry.Length)
                throw new FormatException($"Its entry '{entry.FullName}' is compressed; entries of a package are not.");
            left -= entry.Length;
            if (entry.Length < 0 || left < 0)
                throw new FormatException("Its entries are longer than the file: they overlap.");
            if (!_entries.TryAdd(entry.FullName, entry))
                throw new FormatException($"It holds the entry '{entry.FullName}' twice.");
        }
    }

    /// <summary>Whether there is such an entry.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>An entry's length in bytes.</summary>
    /// <exception cref="FormatException">There is no such entry.</exception>
    public long LengthOf(string name) => Entry(name).Length;

    /// <summary>Opens an entry to be read from front to back.</summary>
    /// <exception cref="FormatException">There is no such entry.</exception>
    public Stream Open(string name) => Entry(name).Open();

    /// <summary>A whole entry, at most <paramref name="most"/> bytes.</summary>
    /// <exception cref="FormatException">There is no such entry, or it is too long.</exception>
    public byte[] Bytes(string name, int most)
    {
        var length = LengthOf(name);
        if (length > most)
            throw new FormatException($"Its entry '{name}' has {length} bytes; at most {most} are read.");
        var bytes = new byte[length];
        using var stream = Open(name);
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Checks all entries but one, which holds the hashes, against those hashes.</summary>
    /// <exception cref="FormatException">An entry is missing, is not listed, or differs.</exception>
    public void Check(IReadOnlyDictionary<string, EntryHash> hashes, string except)
    {
        var listed = hashes.Keys.Order(StringComparer.Ordinal);
        var present = _entries.Keys.Where(name => name != except).Order(StringComparer.Ordinal);
        if (!listed.SequenceEqual(present))
        {
            throw new FormatException(
                $"Its manifest lists other entries ({string.Join(", ", listed)}) than it holds ({string.Join(", ", present)}).");
        }
        foreach (var (name, hash) in hashes)
        {
            using var stream = Open(name);
            if (hash is null || hash.Bytes != LengthOf(name) || hash.Sha256 != Convert.ToHexStringLower(SHA256.HashData(stream)))
                throw new FormatException($"Its entry '{name}' is not the one that its manifest describes.");
        }
    }

    public void Dispose() => _zip.Dispose();

    private ZipArchiveEntry Entry(string name) =>
        _entries.TryGetValue(name, out var entry) ? entry : throw new FormatException($"Its entry '{name}' is missing.");

    private static void CheckSeal(Stream file)
    {
        var name = Encoding.ASCII.GetBytes(PackageWriter.SealName);
        var found = new byte[name.Length];
        if (file.Length < name.Length + SealedStream.SealLength)
            throw new FormatException("It is too short for a package of MLNetUnlearn.");
        file.Position = file.Length - SealedStream.SealLength - name.Length;
        file.ReadExactly(found);
        if (!found.AsSpan().SequenceEqual(name))
            throw new FormatException("It is no package of MLNetUnlearn, or its end is missing.");
        if (!SealedStream.IsIntact(file))
            throw new FormatException("It is damaged: its contents do not match its seal.");
    }
}
