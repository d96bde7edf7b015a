using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNetUnlearn.Benchmarks.Machines;

/// <summary>What a figure was measured on.</summary>
/// <param name="Processor">The processor as the system names it.</param>
/// <param name="Cores">How many cores this process may use.</param>
/// <param name="RegisterBits">The widest vector registers that .NET uses.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="Tensors">What computes.</param>
internal sealed record Machine(string Processor, int Cores, int RegisterBits, string System, string Runtime, string Tensors)
{
    public static Machine This { get; } = new(
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
        RuntimeInformation.FrameworkDescription,
#if TORCHSHARP
        "TorchSharp");
#else
        "MLNetUnlearn.Engine");
#endif

    /// <summary>The most memory that this process has had in use so far, in MiB.</summary>
    public static long PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private static string ProcessorName()
    {
        const string list = "/proc/cpuinfo";
        var line = !File.Exists(list) ? null
            : File.ReadLines(list).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
