using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>Trains a model for each fold on the others' users, and ranks the fold's.</summary>
internal static class CrossValidator
{
    private const string Name = "CrossValidate";

    public static CrossValidationMetrics Run(
        MLContext mlContext, IDataView sequences, IEstimator<RecommenderTransformer> trainer, CrossValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var evaluation = options.Evaluation;
        var (user, sequence) = (evaluation.UserColumnName!, evaluation.SequenceColumnName);
        new StepSchema(
            Name, [new(user, ColumnRequirement.User), new(sequence, ColumnRequirement.UnpaddedKeyVector)], _ => []).Added(sequences.Schema);
        var folds = new UserFolds(sequences, user, options.NumberOfFolds, options.Seed);
        if (folds.Users < options.NumberOfFolds)
            throw new InvalidOperationException($"{Name}: {folds.Users} users cannot be split into {options.NumberOfFolds} folds.");
        using var channel = ((IHostEnvironment)mlContext).Register(Name).Start(Name);
        var (results, start) = (new List<CrossValidationResult>(), Stopwatch.GetTimestamp());
        var metrics = new CrossValidationMetrics(results, evaluation);
        try
        {
            for (var fold = 0; fold < options.NumberOfFolds; fold++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                results.Add(Fold(mlContext, folds, fold, trainer, options));
                channel.Info(
                    MessageSensitivity.None, FormattableString.Invariant(
                        $"{Name}: {results.Count} of {options.NumberOfFolds}: NDCG@10 {results[^1].Metrics.NdcgAt(10):F4}."));
                var left = Stopwatch.GetElapsedTime(start) / results.Count * (options.NumberOfFolds - results.Count);
                options.Progress?.Report(new CrossValidationProgress(results.Count, options.NumberOfFolds, results[^1], left));
            }
        }
        catch
        {
            metrics.Dispose();
            throw;
        }
        return metrics;
    }

    private static CrossValidationResult Fold(
        MLContext mlContext, UserFolds folds, int fold, IEstimator<RecommenderTransformer> trainer, CrossValidationOptions options)
    {
        var training = folds.Others(fold);
        var windows = mlContext.Transforms.PadAndSplitSequences(
            options.Evaluation.SequenceColumnName, maximumLength: options.MaximumLength).Fit(training).Transform(training);
        // Of one file for all folds each would find the state of another, with other data.
        var own = trainer is SequentialRecommenderTrainer network
            ? network.For(string.Create(CultureInfo.InvariantCulture, $".fold-{fold}")) : trainer;
        var model = own.Fit(windows);
        try
        {
            options.CancellationToken.ThrowIfCancellationRequested(); // the trainer may have been cut
            var metrics = RankingEvaluator.Evaluate(model, folds.HeldOut(fold), options.Evaluation, forgetRows: false, Name);
            return new CrossValidationResult(model, metrics, fold, folds.Count(fold));
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }
}
