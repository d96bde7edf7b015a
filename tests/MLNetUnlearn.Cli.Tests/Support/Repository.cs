namespace MLNetUnlearn.Cli.Tests.Support;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string PathOf(string file)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MLNetUnlearn.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no MLNetUnlearn.sln above the tests.");
        return Path.Combine(folder, file);
    }
}
