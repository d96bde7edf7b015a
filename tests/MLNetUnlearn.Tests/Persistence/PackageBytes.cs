using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>
/// Packages taken apart and put together as their documentation says, without the library: a zip whose comment is
/// "MLNetUnlearn package, sha256:" and the hash of all bytes before it in hexadecimal.
/// </summary>
internal static class PackageBytes
{
    public const string Comment = "MLNetUnlearn package, sha256:";
    private const int SealLength = 64;

    /// <summary>The entries in order.</summary>
    public static List<(string Name, byte[] Content)> Entries(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return [.. zip.Entries.Select(entry => (entry.FullName, Read(entry)))];
    }

    public static byte[] Entry(byte[] package, string name) => Entries(package).Single(entry => entry.Name == name).Content;

    /// <summary>A sealed package of such entries.</summary>
    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = Comment + new string('0', SealLength);
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }
        return Seal(bytes.ToArray());
    }

    /// <summary>The same bytes with the seal that fits them.</summary>
    public static byte[] Seal(byte[] package)
    {
        var seal = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(package.AsSpan(0, package.Length - SealLength))));
        return [.. package.AsSpan(0, package.Length - SealLength), .. seal];
    }

    /// <summary>The package with some entries changed, and a manifest that lists them as they then are.</summary>
    public static byte[] With(byte[] package, string name, Func<byte[], byte[]> change)
    {
        var entries = Entries(package);
        var index = entries.FindIndex(entry => entry.Name == name);
        entries[index] = (name, change(entries[index].Content));
        if (name != "manifest.json")
            Relist(entries);
        return Of(entries);
    }

    /// <summary>The same with text.</summary>
    public static byte[] With(byte[] package, string name, string from, string to) => With(package, name, content =>
    {
        var text = Encoding.UTF8.GetString(content);
        Assert.Contains(from, text);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    });

    private static void Relist(List<(string Name, byte[] Content)> entries)
    {
        var manifest = entries.FindIndex(entry => entry.Name == "manifest.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(entries[manifest].Content)!;
        foreach (var (name, content) in entries.Where((_, index) => index != manifest))
        {
            json["Entries"]![name] = new System.Text.Json.Nodes.JsonObject
            {
                ["Bytes"] = content.Length, ["Sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            };
        }
        entries[manifest] = ("manifest.json", Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
