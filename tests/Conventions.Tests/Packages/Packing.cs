using System.IO.Compression;
using System.Xml.Linq;

namespace MLNetUnlearn.Conventions.Packages;

/// <summary>dotnet pack of what this test run was built from.</summary>
internal static class Packing
{
    /// <summary>The projects that say that they are packages, by path.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.GetDirectories(Repository.PathOf("src")).SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Packs without building, in the configuration of these tests.</summary>
    public static (int ExitCode, string Output) Run(string project, string folder, params string[] properties) => Dotnet.Run(
        ["pack", project, "-c", Configuration, "--no-build", "--nologo", "-nodeReuse:false", "-o", folder, .. properties]);

    /// <summary>Packs, and reads the package.</summary>
    public static PackageFile Pack(string id, params string[] properties)
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-unlearn-");
        try
        {
            var (exitCode, output) = Run(Repository.PathOf($"src/{id}/{id}.csproj"), folder.FullName, properties);
            Assert.AreEqual(0, exitCode, output);
            return PackageFile.Read(folder.GetFiles("*.nupkg").Single().FullName, folder.GetFiles("*.snupkg").Single().FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // bin/Release/net10.0
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}

/// <summary>What a package and its symbols say and hold.</summary>
internal sealed record PackageFile(
    IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> Dependencies, IReadOnlyList<string> Files,
    IReadOnlyList<string> SymbolFiles)
{
    public static PackageFile Read(string package, string symbols)
    {
        using var zip = ZipFile.OpenRead(package);
        using var nuspec = zip.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        var groups = metadata.Descendants().Where(element => element.Name.LocalName == "group").ToArray();
        Assert.AreEqual("net10.0", groups.Single().Attribute("targetFramework")!.Value);
        return new PackageFile(
            metadata.Elements().Where(element => !element.HasElements)
                .ToDictionary(element => element.Name.LocalName, element => element.Value),
            [
                .. groups.Single().Elements().Select(element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}")
                    .Order(StringComparer.Ordinal),
            ],
            Content(zip), Symbols(symbols));
    }

    private static IReadOnlyList<string> Symbols(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return Content(zip);
    }

    // Without the parts that the zip format of packages itself needs.
    private static IReadOnlyList<string> Content(ZipArchive zip) =>
    [
        .. zip.Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith("lib/", StringComparison.Ordinal) || !(name.Contains('/') || name.StartsWith('[')))
            .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
