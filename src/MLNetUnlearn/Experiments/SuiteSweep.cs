using Microsoft.ML;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Experiments;

/// <summary>A sweep whose models are judged by everything there is.</summary>
internal static class SuiteSweep
{
    public static IReadOnlyList<ReportRun> Run(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer retrained, IDataView partitioned,
        IEnumerable<SweepVariant> variants, string folder, SweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        original.CheckNotDisposed();
        retrained.CheckNotDisposed();
        var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: original.MaximumLength)
            .Fit(partitioned).Transform(partitioned);
        var seed = options.Seeds is [var first, ..] ? first : 1;
        return SweepRunner.Run(
            mlContext, original, windows, variants, Judge, folder, options with { Protocol = ProtocolOf(retrained, seed, options) });

        Judgement Judge(RecommenderTransformer model)
        {
            var evaluation = ForgettingEvaluator.Evaluate(
                mlContext, original, model, retrained, partitioned, new ForgettingEvaluationOptions { Seed = seed });
            return new(ReportFigures.Of(evaluation), ReportRun.RocOf(evaluation));
        }
    }

    // What the figures hang on besides the model.
    private static string ProtocolOf(SequentialRecommenderTransformer retrained, int seed, SweepOptions options)
    {
        using var fingerprint = new RunFingerprint();
        return fingerprint.Add(retrained.Options).Add(retrained.Module).Add(seed).Add(options.Protocol ?? "").Add("EvaluateAll").Result();
    }
}
