namespace MLNetUnlearn.Testing.Tests.Support;

/// <summary>A place for a baseline, and the environment that a run of tests has; both are gone after the test.</summary>
internal sealed class TempBaseline : IDisposable
{
    private static readonly string[] Names = ["UPDATE_BASELINES", "CI", "GITHUB_ACTIONS", "TF_BUILD"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-unlearn-");
    private readonly string?[] _before = [.. Names.Select(Environment.GetEnvironmentVariable)];

    public TempBaseline(string? text = null)
    {
        foreach (var name in Names)
            Environment.SetEnvironmentVariable(name, null);
        if (text is not null)
            File.WriteAllText(Path, text);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "baseline.json");

    public string Text => File.ReadAllText(Path);

    public IEnumerable<string> Files => _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.Name);

    public void Check(Action<PipelineSnapshot> take) => PipelineBaseline.Check(Path, take);

    public void Update(Action<PipelineSnapshot> take)
    {
        Environment.SetEnvironmentVariable("UPDATE_BASELINES", "1");
        try
        {
            Check(take);
        }
        finally
        {
            Environment.SetEnvironmentVariable("UPDATE_BASELINES", null);
        }
    }

    /// <summary>The message of a check that fails, the file's path left out.</summary>
    public string Failure(Action<PipelineSnapshot> take) =>
        Assert.ThrowsExactly<PipelineBaselineException>(() => Check(take)).Message.Replace(Path, "baseline.json", StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (var (name, value) in Names.Zip(_before))
            Environment.SetEnvironmentVariable(name, value);
        _folder.Delete(recursive: true);
    }
}
