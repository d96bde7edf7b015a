using System.Diagnostics;

namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>The built program in a process of its own, where it does not start.</summary>
internal static class ShopProcess
{
    private static readonly TimeSpan _mostPatience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it and waits for its end.</summary>
    /// <returns>The exit code, and what it wrote to the error stream.</returns>
    public static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(_mostPatience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await output;
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(); // it has started
            throw;
        }
    }
}
