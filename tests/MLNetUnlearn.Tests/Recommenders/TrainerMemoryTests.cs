using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What a step takes is given back or used again.</summary>
[TestClass]
public sealed class TrainerMemoryTests
{
    private const int MostBytesPerStep = 10 * 1024;

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void After_a_thousand_steps_there_is_nothing_more_than_after_a_few(string model)
    {
        var measures = Measure(model, epochs: 6, out var steps);

        Assert.IsGreaterThanOrEqualTo(1000, steps);
        foreach (var measure in measures.Skip(1))
        {
            Assert.AreEqual(measures[1].Tensors, measure.Tensors, "tensors that are not disposed");
            Assert.AreEqual(measures[1].Buffers, measure.Buffers, "buffers in use");
        }
    }

#if !TORCHSHARP // whose handles have a managed part each
    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void A_steady_step_allocates_next_to_nothing(string model)
    {
        var measures = Measure(model, epochs: 4, out var steps);
        var stepsPerEpoch = steps / measures.Count;

        // The first epoch fills the pools.
        var bytesPerStep = (measures[^1].Bytes - measures[1].Bytes) / (double)(stepsPerEpoch * (measures.Count - 2));

        Assert.IsLessThan(MostBytesPerStep, bytesPerStep);
    }
#endif

    private static List<(long Tensors, long Buffers, long Bytes)> Measure(string model, int epochs, out long steps)
    {
        var (mlContext, measures, count) = (new MLContext(seed: 1), new List<(long, long, long)>(), 0L);
        var listener = new Listener<TrainingProgress>(progress =>
        {
            count = progress.Step;
            measures.Add((Tensors(), Buffers(), GC.GetAllocatedBytesForCurrentThread()));
        });
        var options = PlantedRing.OptionsOf(model) with
        {
            BatchSize = 3, Epochs = epochs, ValidationColumnName = null, ValidateEveryEpochs = 1, Seed = 1, Progress = listener,
        };
        var split = Views.Split(mlContext, PlantedRing.Interactions(users: 600));
        using var trained = mlContext.SequentialRecommendation().Trainers.Custom(options)
            .Fit(Views.Window(mlContext, split, PlantedRing.MaximumLength));
        steps = count;
        return measures;
    }

    private static long Tensors() => Tensor.TotalCount;

#if TORCHSHARP
    private static long Buffers() => 0; // LibTorch's own
#else
    private static long Buffers() => BufferPool.LiveBuffers;
#endif
}
