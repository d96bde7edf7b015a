using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace MLNetUnlearn.Reporting;

/// <summary>The software and the machine that figures come from.</summary>
/// <param name="Library">The name and the version of this library.</param>
/// <param name="MLNet">The assembly of ML.NET's API and its version.</param>
/// <param name="Tensors">The tensor library and its version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Processor">The processor's name, as far as the system tells it, and its architecture.</param>
/// <param name="Cores">The cores that the process may use.</param>
public sealed record ReportEnvironment(
    string Library, string MLNet, string Tensors, string Runtime, string OperatingSystem, string Processor, int Cores)
{
    private const string ProcessorInformation = "/proc/cpuinfo";

    /// <summary>Of this process.</summary>
    public static ReportEnvironment Current => new(
        NameAndVersion(typeof(ReportEnvironment).Assembly), NameAndVersion(typeof(MLContext).Assembly),
        NameAndVersion(typeof(torch).Assembly),
        RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, ProcessorName(), Environment.ProcessorCount);

    // The package's version; that of an assembly may stay behind for compatibility.
    private static string NameAndVersion(Assembly assembly)
    {
        var name = assembly.GetName();
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"{name.Name} {(string.IsNullOrEmpty(version) ? name.Version?.ToString(3) : version)}";
    }

    private static string ProcessorName()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString();
        var name = File.Exists(ProcessorInformation)
            ? NameIn(File.ReadLines(ProcessorInformation)) : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrWhiteSpace(name) ? architecture : $"{name.Trim()} ({architecture})";
    }

    private static string? NameIn(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1];
}
