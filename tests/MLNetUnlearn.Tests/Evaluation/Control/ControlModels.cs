using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Control;

/// <summary>
/// Three small SASRecs, trained long enough to remember: one on all of a planted log and two, of different seeds, on what remains of it.
/// </summary>
internal sealed class ControlModels
{
    private const int MaximumLength = 8;

    private static readonly SasRecOptions Options = new()
    {
        EmbeddingSize = 32, Blocks = 1, Dropout = 0, Epochs = 30, BatchSize = 32, LearningRate = 0.006, ValidationColumnName = null,
    };

    private readonly MLContext _mlContext = new(seed: 1);

    public ControlModels()
    {
        // Short sequences too, so that test items are as near to the beginning as forgotten ones. Four steps in ten go anywhere: what these
        // lead to can only be remembered.
        var split = Views.Split(_mlContext, PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 1500, Rings = 30, ItemsPerRing = 20, Follow = 0.6, MinimumLength = 3, MeanLength = 8,
        }));
        var requests = Unlearning.SampleForgetRequests(split, userFraction: 0.3, maximumItemFraction: 0.5, seed: 2);
        View = _mlContext.Transforms.PartitionForgetRemain(requests).Fit(split).Transform(split);
        Original = Train(split, seed: 1);
        Retrained = Train(View, seed: 2);
        RetrainedAgain = Train(View, seed: 3);
    }

    public UnlearningCatalog Unlearning => _mlContext.Unlearning();

    /// <summary>Whole sequences: what remains, and what is to be forgotten.</summary>
    public IDataView View { get; }

    public SequentialRecommenderTransformer Original { get; }

    public SequentialRecommenderTransformer Retrained { get; }

    public SequentialRecommenderTransformer RetrainedAgain { get; }

    private SequentialRecommenderTransformer Train(IDataView sequences, int seed) => _mlContext.SequentialRecommendation().Trainers
        .SasRec(Options with { Seed = seed }).Fit(Views.Window(_mlContext, sequences, MaximumLength));
}
