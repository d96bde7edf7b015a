using Microsoft.ML;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Evaluation.Relearning;

/// <summary>Relearning of networks that have learnt users by heart: every other step of theirs is random.</summary>
[TestClass]
public sealed class RelearningModelsTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly SasRecOptions Options = PlantedRing.Options with
    {
        EmbeddingSize = 32, Epochs = 100, Dropout = 0, BatchSize = 64, ValidationColumnName = null, Seed = 3,
    };

    private static readonly IDataView Partitioned = Partition();

    private static readonly Lazy<SequentialRecommenderTransformer> Original = new(() => PlantedRing.Fit(Context, Split(), Options));

    [TestMethod]
    public void A_retrained_model_relearns_as_another_does_and_the_original_need_not()
    {
        using var retrained = Retrain(seed: 4);
        using var other = Retrain(seed: 5);

        var metrics = Evaluate(other, retrained);
        var original = Evaluate(Original.Value, retrained);

        // A long way, so that chance plays a small part: these seeds give 0.75. Memory of half the way would halve the steps.
        Assert.IsGreaterThan(metrics.RetrainedCurve[0].Hit + 0.15, metrics.Goal);
        Assert.IsGreaterThan(20, metrics.RetrainedSteps!.Value);
        Assert.IsInRange(0.5, 2, metrics.Ratio!.Value);
        Assert.AreEqual(0, original.Ratio);
    }

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void All_networks_relearn_and_stay_as_they_are(string name)
    {
        using var start = Fit(PlantedRing.OptionsOf(name) with { Epochs = 2 });
        var before = Weights.Of(start.Module);
        var goal = Weights.Of(Original.Value.Module);
        var options = new RelearningEvaluationOptions { LearningRate = 0.01, MaximumSteps = 40, CheckEverySteps = 10 };

        var metrics = Context.Unlearning().EvaluateRelearning(start, start, start, Partitioned, options);
        var learnt = Context.Unlearning().EvaluateRelearning(Original.Value, start, start, Partitioned, options);
        var again = Context.Unlearning().EvaluateRelearning(Original.Value, start, start, Partitioned, options);

        Assert.AreEqual(0, metrics.ModelSteps);
        Assert.IsGreaterThan(learnt.ModelCurve[0].Hit + 0.1, learnt.ModelCurve[^1].Hit);
        CollectionAssert.AreEqual(learnt.ModelCurve.ToArray(), learnt.RetrainedCurve.ToArray(), "a model beside itself");
        CollectionAssert.AreEqual(learnt.ModelCurve.ToArray(), again.ModelCurve.ToArray(), "the same once more");
        Weights.AssertEqual(before, Weights.Of(start.Module));
        Weights.AssertEqual(goal, Weights.Of(Original.Value.Module));
        Assert.IsFalse(start.Module.training);
    }

    [TestMethod]
    public void Another_seed_draws_other_batches_and_negatives()
    {
        using var start = Fit(PlantedRing.Options with { Epochs = 2 });

        var one = Evaluate(start, start, seed: 1);
        var other = Evaluate(start, start, seed: 2);

        CollectionAssert.AreNotEqual(one.ModelCurve.ToArray(), other.ModelCurve.ToArray());
    }

    [TestMethod]
    public void Steps_leave_nothing_behind()
    {
        using var start = Fit(PlantedRing.Options with { Epochs = 1 });
        Run(steps: 20);
        var (tensors, buffers) = (Tensors(), Buffers());

        var few = Run(steps: 100);
        var afterFew = Tensors();
        var many = Run(steps: 300);

        Assert.AreEqual(afterFew - tensors, Tensors() - afterFew); // a network leaves some handles on TorchSharp, steps none
        Assert.AreEqual(buffers, Buffers());
#if !TORCHSHARP // whose handles have a managed part each
        Assert.IsLessThan(200 * 10 * 1024, many - few, "10 KB for each of 200 steps more");
#endif

        // Too slow to get anywhere.
        long Run(int steps)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var metrics = Context.Unlearning().EvaluateRelearning(Original.Value, start, Original.Value, Partitioned, new()
            {
                LearningRate = 1e-9, BatchSize = 8, MaximumSteps = steps, CheckEverySteps = steps,
            });
            Assert.IsNull(metrics.ModelSteps);
            return GC.GetAllocatedBytesForCurrentThread() - bytes;
        }
    }

    private static RelearningMetrics Evaluate(RecommenderTransformer model, RecommenderTransformer retrained, int seed = 1) =>
        Context.Unlearning().EvaluateRelearning(Original.Value, model, retrained, Partitioned, new()
        {
            CheckEverySteps = 1, Seed = seed,
        });

    private static SequentialRecommenderTransformer Retrain(int seed) => Context.Unlearning()
        .Retrain(Original.Value, new RetrainOptions { Seed = seed }).Fit(Windows());

    private static SequentialRecommenderTransformer Fit(RecommenderOptions options) =>
        Context.SequentialRecommendation().Trainers.Custom(options with { ValidationColumnName = null }).Fit(Windows());

    private static IDataView Windows() => Views.Window(Context, Partitioned, PlantedRing.MaximumLength);

    private static IDataView Split() => Views.Split(Context, PlantedInteractions.Generate(new PlantedInteractionsOptions
    {
        Users = 200, Rings = 3, ItemsPerRing = 20, Follow = 0.5, MinimumLength = 6, MeanLength = 9,
    }));

    private static IDataView Partition()
    {
        var split = Split();
        var requests = Context.Unlearning().SampleForgetRequests(split, userFraction: 0.4, maximumItemFraction: 0.5, seed: 2);
        return Context.Transforms.PartitionForgetRemain(requests).Fit(split).Transform(split);
    }

    // On TorchSharp handles wait for the garbage collector.
    private static long Tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

#if TORCHSHARP
    private static long Buffers() => 0; // LibTorch's own
#else
    private static long Buffers() => BufferPool.LiveBuffers;
#endif
}
