using System.Reflection;

namespace MLNetUnlearn.Conventions;

/// <summary>The assemblies the tests look at, those of this build.</summary>
internal static class OurAssemblies
{
    public static Assembly Library { get; } = typeof(MLContextExtensions).Assembly;

    public static Assembly Testing { get; } = typeof(Testing.PipelineBaseline).Assembly;

    public static Assembly Serving { get; } = typeof(Serving.RecommendationService).Assembly;

    public static Assembly Tool { get; } = typeof(Cli.CommandLineTool).Assembly;

    /// <summary>The library, its helper for tests, what serves it, and those of our own assemblies that this build puts under it.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [
        Library,
        Testing,
        Serving,
#if !TORCHSHARP
        typeof(Engine.torch).Assembly,
#endif
#if !NUGET_MLNET
        typeof(Microsoft.ML.MLContext).Assembly,
#endif
    ];

    /// <summary>The assemblies beside the tests whose file names match.</summary>
    public static IReadOnlyList<Assembly> Beside(string pattern) =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, pattern).Order(StringComparer.Ordinal)
            .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file))),
    ];
}
