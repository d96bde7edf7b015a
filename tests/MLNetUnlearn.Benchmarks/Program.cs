using System.CommandLine;
using MLNetUnlearn.Benchmarks.Commands;

return new RootCommand(
    "Times training, ranking and the kernels below them, and measures what models are worth. What each figure means is in docs/performance.md.")
{
    EpochCommand.Create(),
    RankCommand.Create(),
    ScaleCommand.Create(),
    GemmCommand.Create(),
    KernelsCommand.Create(),
    QualityCommand.Create(),
    MethodsCommand.Create(),
    MethodsTableCommand.Create(),
    StreamCommand.Create(),
    ReportCommand.Create(),
    LoadCommand.Create(),
    ServeCommand.Create(),
}.Parse(args).Invoke();
