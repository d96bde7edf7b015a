using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Reporting;

namespace QuickStart;

/// <summary>Everything that can be measured, on one page.</summary>
internal sealed class ReportPage(
    MLContext mlContext, IDataView users, IDataView partitioned, IReadOnlyCollection<ForgetRequest> requests, int seed)
{
    /// <summary>Where the figures of a page go.</summary>
    public static string FiguresOf(string path) => Path.ChangeExtension(path, ".json");

    /// <summary>Judges all three models and writes the page; beside it, the figures as JSON, which other reports can be made of.</summary>
    public void Write(string dataName, MeasuredModel original, MeasuredModel retrained, MeasuredModel unlearned, string path)
    {
        var report = new ForgettingReport
        {
            Setting = ReportSetting.Of(dataName, users, requests),
            Runs =
            [
                Run("original", ModelRole.Original, original),
                Run("retrained", ModelRole.Retrained, retrained),
                Run("Newton step", ModelRole.Unlearned, unlearned),
            ],
        };
        report.WriteHtml(path);
        report.WriteJson(FiguresOf(path));

        ReportRun Run(string name, ModelRole role, MeasuredModel measured)
        {
            var start = Stopwatch.GetTimestamp();
            var evaluation = mlContext.Unlearning().EvaluateAll(original.Model, measured.Model, retrained.Model, partitioned, seed);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return ReportRun.Of(name, role, seed, evaluation, measured.Cost, retrained.Cost, seconds) with { Curve = measured.Curve };
        }
    }
}
