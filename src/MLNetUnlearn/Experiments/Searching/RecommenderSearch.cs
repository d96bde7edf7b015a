using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Trains on the windows of sequences, and ranks the validation items behind them.</summary>
internal sealed class RecommenderSearch<TOptions>(
    MLContext mlContext, IDataView sequences, TOptions columns, RecommenderSearchOptions search) : SearchWork<TOptions>
    where TOptions : RecommenderTrainerOptions
{
    private readonly RankingEvaluationOptions _validation = ValidationItems.Of(columns);
    private readonly Lazy<IDataView> _windows = new(() => mlContext.Transforms.PadAndSplitSequences(new PadAndSplitSequencesOptions
    {
        SequenceColumnName = columns.SequenceColumnName, TargetColumnName = columns.TargetColumnName, MaximumLength = search.MaximumLength,
    }).Fit(sequences).Transform(sequences));

    public override ModelRole Role => ModelRole.Original;

    public override void Check(OptionProblems problems) => problems.Require(
        search.Halving is null || columns is RecommenderOptions, nameof(search.Halving), search.Halving,
        "null, as a recommender that counts has no epochs");

    public override void AddTo(RunFingerprint fingerprint)
    {
        // What is ranked is what is read here.
        new StepSchema(SearchLog.Name, [new(_validation.TargetColumnName!, ColumnRequirement.ScalarKey)], _ => [])
            .Added(sequences.Schema);
        var reader = new SasRecOptions
        {
            SequenceColumnName = columns.SequenceColumnName, TargetColumnName = columns.TargetColumnName,
            UserColumnName = columns.UserColumnName, ForgetColumnName = columns.ForgetColumnName,
            ValidationColumnName = _validation.TargetColumnName,
        };
        RecommenderSchema.OfTraining(reader, SearchLog.Name, needsForget: false).Added(_windows.Value.Schema);
        fingerprint.Add(RecommenderDataReader.Read(_windows.Value, reader).AppendTo).Add(search.MaximumLength);
    }

    public override void AddTo(RunFingerprint fingerprint, TOptions options) => fingerprint.Add((object)options);

    public override TOptions Of(TOptions options, int? epochs)
    {
        RecommenderTrainerOptions prepared = options switch
        {
            SisaOptions sisa => sisa with
            {
                Seed = search.Seed, Recommender = sisa.Recommender with { Epochs = epochs ?? sisa.Recommender.Epochs },
            },
            RecommenderOptions network => network with { Seed = search.Seed, Epochs = epochs ?? network.Epochs },
            _ => options,
        };
        return (TOptions)prepared;
    }

    public override RecommenderTransformer Fit(TOptions options, CurveRecorder curve)
    {
        IEstimator<RecommenderTransformer> trainer = (RecommenderTrainerOptions)options switch
        {
            // Neither a checkpoint nor states of the trial before.
            RecommenderOptions network => new SequentialRecommenderTrainer(mlContext, network.WithoutStates() with
            {
                Progress = curve, Checkpoint = null, CancellationToken = search.CancellationToken,
            }),
            var counting => new CountingRecommenderTrainer((CountingRecommenderOptions)counting),
        };
        return trainer.Fit(_windows.Value);
    }

    public override Dictionary<string, double> Judge(RecommenderTransformer model) =>
        ValidationItems.Figures(
            RankingEvaluator.Evaluate(model, sequences, _validation, forgetRows: false, SearchLog.Name));
}
