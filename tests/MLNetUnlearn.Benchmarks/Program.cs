using System.CommandLine;
using MLNetUnlearn.Benchmarks.Commands;

return new RootCommand("Times training, ranking and the kernels below them. What each figure means is in docs/performance.md.")
{
    EpochCommand.Create(),
    RankCommand.Create(),
    GemmCommand.Create(),
    KernelsCommand.Create(),
}.Parse(args).Invoke();
