using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Tests.Persistence;

namespace MLNetUnlearn.Worker;

/// <summary>Reads damaged copies of a package and tells what came of it.</summary>
internal static class Damage
{
    public static void Read(string file, int count)
    {
        var (mlContext, package, random) = (new MLContext(), File.ReadAllBytes(file), new Random(7));
        var (refused, slowest, clock) = (0, TimeSpan.Zero, new Stopwatch());
        for (var i = 0; i < count; i++)
        {
            var mutated = Mutations.Of(package, random);
            clock.Restart();
            try
            {
                mlContext.Model.LoadPackage(new MemoryStream(mutated)).Dispose();
            }
            catch (FormatException)
            {
                refused++;
            }
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"{refused} of {count} refused, slowest {slowest.TotalMilliseconds:F0} ms, peak memory {process.PeakWorkingSet64 >> 20} MiB"));
    }
}
