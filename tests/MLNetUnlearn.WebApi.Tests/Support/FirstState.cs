namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>The state of a small shop after its first start. Made once; every test has a copy of its own.</summary>
[TestClass]
public static class FirstState
{
    private static readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-unlearn-webapi-first-");

    [AssemblyInitialize]
    public static void Make(TestContext context)
    {
        using var shop = new ShopServer(_folder.FullName);
        shop.Start();
    }

    [AssemblyCleanup]
    public static void Erase() => _folder.Delete(recursive: true);

    /// <summary>A folder with the state, which the caller deletes.</summary>
    public static DirectoryInfo Copy()
    {
        var copy = Directory.CreateTempSubdirectory("mlnet-unlearn-webapi-");
        foreach (var file in _folder.GetFiles())
            file.CopyTo(Path.Combine(copy.FullName, file.Name));
        return copy;
    }
}
