using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>Runs the quick start as its user does, in a folder of its own.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    public QuickStartProcess() => Folder = Directory.CreateTempSubdirectory("quickstart-");

    public DirectoryInfo Folder { get; }

    /// <summary>The files in the folder, by name.</summary>
    public string[] Files => [.. Folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string PathOf(string name) => Path.Combine(Folder.FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        DotnetProgram.Run("QuickStart.dll", arguments, Folder.FullName);

    public void Dispose() => Folder.Delete(recursive: true);
}
