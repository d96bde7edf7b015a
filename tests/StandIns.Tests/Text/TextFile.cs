namespace Microsoft.ML.Tests;

// A file that is there as long as a test.
internal sealed class TextFile : IDisposable
{
    public TextFile(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Dispose() => File.Delete(Path);
}
