using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>A trained SASRec and a partition of what it was trained on, made once.</summary>
internal static class PlantedForgetting
{
    private static readonly Lazy<SequentialRecommenderTransformer> Trained = new(Train);

    public static MLContext Context { get; } = new(seed: 1);

    public static IDataView Split { get; } = Views.Split(Context, PlantedRing.Interactions(users: 120));

    /// <summary>Whole sequences: what remains, and what is to be forgotten.</summary>
    public static IDataView Partitioned { get; } = Partition();

    public static IDataView Windows { get; } = Views.Window(Context, Partitioned, PlantedRing.MaximumLength);

    public static SequentialRecommenderTransformer Original => Trained.Value;

    /// <summary>Weights of the three terms, without a stop rule.</summary>
    public static SrugaOptions Sruga(double ascent, double tuning, double divergence) => new()
    {
        GradientAscentWeight = ascent, FineTuningWeight = tuning, DivergenceWeight = divergence,
        BatchSize = 32, LearningRate = 1e-3, MaximumEpochs = 10, Stop = new NoStop(), Seed = 5,
    };

    public static SequentialRecommenderTransformer Unlearn(SrugaOptions options) =>
        Context.Unlearning().Sruga(Original, options).Fit(Windows);

    private static SequentialRecommenderTransformer Train() => PlantedRing.Fit(Context, Split, PlantedRing.Options with { Dropout = 0.2 });

    private static IDataView Partition()
    {
        var requests = Context.Unlearning().SampleForgetRequests(Split, userFraction: 0.3, maximumItemFraction: 0.5, seed: 2);
        return Context.Transforms.PartitionForgetRemain(requests).Fit(Split).Transform(Split);
    }
}
