using System.Text.Json;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>The entry <c>manifest.json</c>: what a package is, and the hashes of all that it holds.</summary>
/// <param name="Format">What the package is, for example <c>MLNetUnlearn model</c>.</param>
/// <param name="Version">The version of the layout; <see cref="NewestVersion"/> is the newest that this code reads.</param>
/// <param name="Writer">Which software wrote it.</param>
/// <param name="Content">What is particular to the format.</param>
/// <param name="Entries">Length and hash of every other entry.</param>
internal sealed record PackageManifest(
    string Format, int Version, string Writer, JsonElement Content, IReadOnlyDictionary<string, EntryHash> Entries)
{
    public const string EntryName = "manifest.json";
    public const int NewestVersion = 1;

    private const int Longest = 1 << 20;

    /// <summary>Reads what a package's manifest says of its content, and checks all entries against it.</summary>
    /// <exception cref="FormatException">It is of another format or a newer version, or an entry differs.</exception>
    /// <exception cref="JsonException">The content has other properties than <typeparamref name="TContent"/>.</exception>
    public static TContent Read<TContent>(PackageReader package, string format) where TContent : class
    {
        using var document = JsonDocument.Parse(package.Bytes(EntryName, Longest), new JsonDocumentOptions { MaxDepth = 16 });
        var root = document.RootElement;
        // Looked at before the rest, which a newer version may have changed.
        var (found, version) = (root.GetProperty(nameof(Format)).GetString(), root.GetProperty(nameof(Version)).GetInt32());
        if (found != format)
            throw new FormatException($"Its format is '{found}'; it must be '{format}'.");
        if (version is < 1 or > NewestVersion)
        {
            throw new FormatException(
                $"It has version {version} of the format; this version of MLNetUnlearn reads versions 1 to {NewestVersion}.");
        }
        var manifest = (PackageManifest)OptionsJson.Read(root, typeof(PackageManifest));
        package.Check(manifest.Entries, except: EntryName);
        return (TContent)OptionsJson.Read(manifest.Content, typeof(TContent));
    }

    /// <summary>Writes a package's manifest, after all other entries.</summary>
    public static void Write(PackageWriter package, string format, object content)
    {
        var writer = $"MLNetUnlearn {typeof(PackageManifest).Assembly.GetName().Version?.ToString(3)}";
        var manifest = new PackageManifest(format, NewestVersion, writer, OptionsJson.Write(content), package.Hashes);
        package.Add(EntryName, stream => JsonSerializer.Serialize(stream, manifest));
    }
}
