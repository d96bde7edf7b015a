using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Forgets a calibration request, and looks at forgotten pairs and validation items beside a reference.</summary>
internal sealed class UnlearningSearch<TOptions>(
    MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer? retrained, IDataView partitioned,
    TOptions method, UnlearningSearchOptions search) : SearchWork<TOptions>
    where TOptions : UnlearningOptions
{
    private readonly RankingEvaluationOptions _validation = ValidationItems.Of(original.Options);
    private readonly Lazy<IDataView> _windows = new(() => mlContext.Transforms.PadAndSplitSequences(new PadAndSplitSequencesOptions
    {
        SequenceColumnName = original.Options.SequenceColumnName, TargetColumnName = original.Options.TargetColumnName,
        MaximumLength = original.MaximumLength,
    }).Fit(partitioned).Transform(partitioned));

    private double _utility; // of the reference
    private double _hit; // of the retrained model
    private ControlGap? _controls; // where there is no retrained model

    public override ModelRole Role => ModelRole.Unlearned;

    private RankingEvaluationOptions Forgotten => _validation with { TargetColumnName = original.Options.TargetColumnName };

    public override void Check(OptionProblems problems)
    {
        problems.Require(
            method is not SisaUnlearningOptions, "The method", method.Name, "another: it replaces the states that the next trial would need");
        problems.Require(
            search.Halving is null || method is GradientUnlearningOptions, nameof(search.Halving), search.Halving,
            $"null, as {method.Name} takes no {nameof(GradientUnlearningOptions.MaximumEpochs)}");
    }

    public override void AddTo(RunFingerprint fingerprint)
    {
        RecommenderSchema.OfTraining(original.Options, SearchLog.Name, needsForget: true).Added(_windows.Value.Schema);
        var data = ModelWindows.Read(_windows.Value, original, original.Options);
        fingerprint.Add(data.AppendTo).Add(original.Options).Add(original.Module);
        foreach (var (pairs, forget) in new[] { (_validation, false), (Forgotten, true) })
        {
            fingerprint.Add(
                RankingPairsReader.Read(partitioned, pairs, forget, original.MaximumLength, SearchLog.Name).AppendTo);
        }
        fingerprint.Add(FormattableString.Invariant($"{search.MinimumUtility}"));
        _utility = Ranked(retrained ?? original, _validation, forgetRows: false).NdcgAt(10);
        if (_utility == 0)
        {
            throw new InvalidOperationException(
                $"{SearchLog.Name}: the {(retrained is null ? "original" : "retrained")} model's NDCG@10 on validation items is 0: "
                + "there is nothing to keep.");
        }
        if (retrained is null)
        {
            _controls = new ControlGap(original, data, search.Seed);
            fingerprint.Add(_controls.AppendTo);
        }
        else
        {
            _hit = Ranked(retrained, Forgotten, forgetRows: true).RecallAt(10);
            fingerprint.Add(retrained.Options).Add(retrained.Module);
        }
    }

    public override void AddTo(RunFingerprint fingerprint, TOptions options) => options.AddTo(fingerprint);

    public override TOptions Of(TOptions options, int? epochs)
    {
        UnlearningOptions prepared = options with { Seed = search.Seed };
        if (epochs is { } number)
            prepared = (GradientUnlearningOptions)prepared with { MaximumEpochs = number };
        return (TOptions)prepared;
    }

    public override RecommenderTransformer Fit(TOptions options, CurveRecorder curve) => new UnlearningEstimator(
        mlContext, original, options.ForRun(search.Seed, curve, curve, search.CancellationToken) with { Checkpoint = null }).Fit(_windows.Value);

    public override Dictionary<string, double> Judge(RecommenderTransformer model)
    {
        var (hit, gap) = _controls?.Of(model) ?? BesideRetrained();
        return CalibrationFigures.Of(Ranked(model, _validation, forgetRows: false), _utility, hit, gap, search.MinimumUtility);

        (double, double) BesideRetrained()
        {
            var hits = Ranked(model, Forgotten, forgetRows: true).RecallAt(10);
            return (hits, hits - _hit);
        }
    }

    private SequentialRankingMetrics Ranked(RecommenderTransformer model, RankingEvaluationOptions pairs, bool forgetRows) =>
        RankingEvaluator.Evaluate(model, partitioned, pairs, forgetRows, SearchLog.Name);
}
