using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using Spectre.Console;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/training.md, recommending.md, saving.md and reporting.md, compiled.</summary>
internal static class TaskPages
{
    public static SequentialRecommenderTransformer WarmStart(
        MLContext mlContext, SasRecOptions options, IDataView windows, SequentialRecommenderTransformer yesterday)
    {
        var model = mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(windows, yesterday);
        return model;
    }

    public static IDataView ReadOnce(MLContext mlContext, IEstimator<ITransformer> sequences, IDataView log)
    {
        var users = mlContext.Data.Cache(sequences.Fit(log).Transform(log));
        return users;
    }

    public static void Recommending(
        EstimatorChain<SequentialRecommenderTransformer> chain, IDataView log, IDataView sequences)
    {
        using var model = chain.Fit(log).LastTransformer;
        using var asked = model.With(
            new RecommendationOptions { TopK = 20, ExcludeSeen = false, CandidateItems = ["B004756YJA", "B004ZT0SSG"] });
        var recommended = asked.Transform(sequences);
        foreach (var near in model.SimilarItems("B004756YJA", count: 5))
            Console.WriteLine($"{near.Item}  {near.Similarity:F3}");
        var answers = model.Recommend(
            [new RecommendationQuery { Items = ["B004756YJA"], Count = 5 }, new RecommendationQuery { Items = ["B004ZT0SSG"] }]);
        Console.WriteLine($"{recommended.Schema.Count} columns, {answers.Count} answers");
    }

    public static SequentialRecommenderTrainer Resuming(MLContext mlContext)
    {
        var trainer = mlContext.SequentialRecommendation().Trainers.SasRec(
            new SasRecOptions { Checkpoint = new CheckpointOptions { FilePath = "sasrec.checkpoint" } });
        return trainer;
    }

    public static void Report(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer retrained,
        SequentialRecommenderTransformer unlearned, IDataView users, IDataView partitioned, IReadOnlyList<ForgetRequest> requests,
        UnlearningCost cost, UnlearningCost retrainCost, CurveRecorder curve, int seed)
    {
        ReportRun Judge(string name, ModelRole role, SequentialRecommenderTransformer model, UnlearningCost? cost = null) => ReportRun.Of(
            name, role, seed, mlContext.Unlearning().EvaluateAll(original, model, retrained, partitioned, seed), cost, retrainCost);

        var report = new ForgettingReport
        {
            Title = "Did it really forget? SASRec on video games",
            Setting = ReportSetting.Of("Games", users, requests),       // protocols, data with their hash, requests, versions, machine
            Runs =
            [
                Judge("original", ModelRole.Original, original),
                Judge("retrained", ModelRole.Retrained, retrained, retrainCost),
                Judge("newton-step", ModelRole.Unlearned, unlearned, cost) with { Curve = curve.Points },
            ],
        };

        report.WriteHtml("report.html");          // one page: light and dark, for screens and paper
        report.WriteCharts("charts");             // each chart as an SVG of its own
        report.WriteJson("report.json");          // ForgettingReport.ReadJson reads it
        report.WriteCsv("report.csv");            // Run, Role, Seed, Metric, Value, Unit: one row for each figure
        report.WriteTo(AnsiConsole.Console);      // what it says, and a table for each question, sweep and stream
    }
}
