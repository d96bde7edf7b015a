using System.Diagnostics;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>Runs the quick start as its user does, in a folder of its own.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    private const int MillisecondsAllowed = 180_000;

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

    public (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder.FullName,
        };
        start.Environment["TERM"] = "xterm-256color";                                            // as where colours would be shown
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(MillisecondsAllowed))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"QuickStart {string.Join(" ", arguments)} did not end.");
        }
        return (process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
