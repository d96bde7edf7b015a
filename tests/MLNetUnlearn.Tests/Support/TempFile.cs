namespace MLNetUnlearn.Tests.Support;

/// <summary>A file that is there for one test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mlnet-unlearn-{Guid.NewGuid():N}.txt");

    public void Dispose() => File.Delete(Path);
}
