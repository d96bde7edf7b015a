namespace MLNetUnlearn.Conventions.Packages;

/// <summary>What holds of every package of ours.</summary>
internal static class PackageContents
{
    public static void Check(PackageFile package, string id, params string[] dependencies)
    {
        var metadata = package.Metadata;
        Assert.AreEqual(id, metadata["id"]);
        Assert.AreEqual("0.1.0", metadata["version"]);
        Assert.AreEqual("The MLNetUnlearn developers", metadata["authors"]);
        Assert.AreEqual("MIT", metadata["license"]);
        Assert.AreEqual("README.md", metadata["readme"]);
        Assert.IsGreaterThan(20, metadata["description"].Length);
        Assert.IsGreaterThan(2, metadata["tags"].Split(' ').Length);
        CollectionAssert.AreEqual(dependencies, package.Dependencies.ToArray());
        // Nobody else's assembly, and no symbols beside it.
        CollectionAssert.AreEqual((string[])["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], package.Files.ToArray());
        CollectionAssert.AreEqual((string[])[$"lib/net10.0/{id}.pdb"], package.SymbolFiles.ToArray());
    }
}
