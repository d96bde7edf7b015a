using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Cli.Judging;

/// <summary>One model and its figures, as the tool's JSON has them.</summary>
internal sealed record JudgedModel(string Name, ModelRole Role, int Seed, IReadOnlyDictionary<string, double> Figures)
{
    public static IReadOnlyList<JudgedModel> Of(ForgettingReport report) =>
        [.. report.Runs.Select(run => new JudgedModel(run.Name, run.Role, run.Seed, run.Figures))];
}
