using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.PipelineTests.Support;

/// <summary>The models that several suites ask, trained once.</summary>
internal static class Trained
{
    public static Lazy<Models> SasRec { get; } = new(() => Models.Train(Shop.Small(new SasRecOptions { Blocks = 1, Dropout = 0 })));
}
