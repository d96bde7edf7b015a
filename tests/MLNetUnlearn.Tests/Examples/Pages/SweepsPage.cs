using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/sweeps.md, compiled; what it calls is tested in Experiments.</summary>
internal static class SweepsPage
{
    public static IReadOnlyList<ReportRun> Judged(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var weights = SweepVariants.OfValues("SRUGA", "GradientAscentWeight", new SrugaOptions { LearningRate = 1e-3 }, [0.05, 0.1, 0.2, 0.5],
            (options, value) => options with { GradientAscentWeight = value });
        var ablations = SweepVariants.OfChanges("CAU", new CauOptions(),
            ("without curriculum", options => options with { Curriculum = null }),
            ("fixed weights", options => options with { Rule = new WeightedSum() }));

        IReadOnlyList<ReportRun> runs = mlContext.Unlearning().EvaluateSweep(
            original, retrained, partitioned,
            [
                new SweepVariant("original", original, ModelRole.Original), new SweepVariant("Retrain", retrained, ModelRole.Retrained),
                .. weights.Variants, .. ablations,
            ],
            "sweep", new SweepOptions { Seeds = [1, 2, 3] });
        return runs;
    }

    public static IReadOnlyList<ReportRun> OwnJudge(
        MLContext mlContext, SequentialRecommenderTransformer original, IDataView windows, IDataView partitioned)
    {
        var lengths = SweepVariants.OfValues("SRUGA", "MaximumEpochs", new SrugaOptions { Stop = new NoStop() }, [1, 2, 4, 8],
            (options, value) => options with { MaximumEpochs = (int)value });
        var sisa = new SweepVariant("SISA", "3 shards, trained with seed 5", trial =>
        {
            var copy = Directory.CreateTempSubdirectory("states-").FullName;               // holds what is to be forgotten: erase it afterwards
            foreach (var file in Directory.GetFiles("states"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            return mlContext.Unlearning().Sisa(trial.Original, new SisaUnlearningOptions
            {
                StateFolder = copy, Progress = trial.Epochs, CancellationToken = trial.CancellationToken,
            });
        });
        SweepVariant[] variants = [.. lengths.Variants, sisa];
        var runs = mlContext.Unlearning().Sweep(original, windows, variants, model => new Dictionary<string, double>
        {
            ["recall@10"] = mlContext.SequentialRecommendation().Evaluate(model, partitioned).RecallAt(10),
        }, "sweep", new SweepOptions { Protocol = "full ranking" });
        return runs;
    }
}
