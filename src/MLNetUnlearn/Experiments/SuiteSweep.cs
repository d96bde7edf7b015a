using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Ranking;
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
        var columns = new ForgettingEvaluationOptions();
        columns.CheckColumns(partitioned.Schema, SweepRunner.Name);
        var pairs = new[] { (Of: columns.OfTest(), Forget: false), (Of: columns.OfForgotten(), Forget: true) }.Select(
            part => RankingPairsReader.Read(partitioned, part.Of, part.Forget, original.MaximumLength, SweepRunner.Name));
        var seed = options.Seeds is [var first, ..] ? first : 1;
        return SweepRunner.Run(
            mlContext, original, windows, variants, Judge, folder, options with { Protocol = ProtocolOf(retrained, pairs, seed, options) });

        Judgement Judge(RecommenderTransformer model)
        {
            var evaluation = ForgettingEvaluator.Evaluate(
                mlContext, original, model, retrained, partitioned, columns with
                {
                    Seed = seed, CancellationToken = options.CancellationToken,
                });
            return new(ReportFigures.Of(evaluation), ReportRun.RocOf(evaluation));
        }
    }

    // What the figures hang on besides the model.
    private static string ProtocolOf(
        SequentialRecommenderTransformer retrained, IEnumerable<RankingPairs> pairs, int seed, SweepOptions options)
    {
        using var fingerprint = new RunFingerprint();
        foreach (var part in pairs)
            fingerprint.Add(part.AppendTo);
        return fingerprint.Add(retrained.Options).Add(retrained.Module).Add(seed).Add(options.Protocol ?? "").Add("EvaluateAll").Result();
    }
}
