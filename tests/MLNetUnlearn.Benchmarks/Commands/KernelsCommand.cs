using System.CommandLine;
using BenchmarkDotNet.Running;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>BenchmarkDotNet over the operations.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var command = new Command("kernels", "Single operations, by BenchmarkDotNet; its own arguments follow, for example --filter '*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run([.. parsed.UnmatchedTokens]);
        });
        return command;
    }
}
