using System.Diagnostics;

namespace MLNetUnlearn.Tests.Support;

/// <summary>Programs that the build has put beside the tests, each run in a process of its own.</summary>
internal static class DotnetProgram
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(3);

    /// <summary>Starts one; its output and errors are there to read.</summary>
    public static Process Start(string assembly, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "",
        };
        start.Environment["TERM"] = "xterm-256color";                                            // as where colours would be shown
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs one to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(string assembly, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(assembly, arguments, folder);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Wait(process);
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Waits for the end, and makes one when it does not come.</summary>
    public static void Wait(Process process)
    {
        if (process.WaitForExit(_longest))
            return;
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{string.Join(' ', process.StartInfo.ArgumentList)} did not end.");
    }
}
