using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Tensors;

/// <summary>A context that asks for a GPU which no machine has.</summary>
[TestClass]
public sealed class DeviceChoiceTests
{
    private const int Absent = 1000;

#if TORCHSHARP
    private static readonly string Reason = torch.cuda.is_available()
        ? $"CUDA devices are numbered 0 to {torch.cuda.device_count() - 1} here"
        : "CUDA is not available (it needs an NVIDIA driver and a TorchSharp-cuda package)";
#else
    private const string Reason = "the default engine runs on the CPU only (builds on TorchSharp can use a GPU)";
#endif

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;
    private readonly IDataView _windows;

    public DeviceChoiceTests()
    {
        _log = new LogLines(_mlContext, "Still", "Sruga", "Retrain");
        var split = Views.Split(_mlContext, "u1: a b c d e f g; u2: b d e f a g; u3: c d e f a");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, "u1 c; u2 e"));
    }

    [TestMethod]
    public void Without_fallback_a_trainer_throws_before_it_trains()
    {
        _mlContext.GpuDeviceId = Absent;
        var keys = new List<long>();

        AssertThrows("Still", () => Train(new StillOptions { Keys = keys }));

        Assert.IsEmpty(keys);
        Assert.IsEmpty(_log.All);
    }

    [TestMethod]
    public void Without_fallback_an_unlearner_throws_before_it_unlearns()
    {
        var keys = new List<long>();
        var original = Train(new StillOptions { Keys = keys });
        keys.Clear();
        _mlContext.GpuDeviceId = Absent;

        AssertThrows("Sruga", () => Unlearn(original));
        AssertThrows("Retrain", () => Retrain(original));

        Assert.IsEmpty(keys);
    }

    [TestMethod]
    public void A_negative_id_is_absent_too()
    {
        _mlContext.GpuDeviceId = -1;

        AssertThrows("Still", () => Train(new StillOptions()), id: -1);
    }

    [TestMethod]
    public void With_fallback_there_is_a_warning_and_the_same_model_as_without_a_gpu()
    {
        var expected = Train(new StillOptions());
        Assert.IsEmpty(_log.Warnings);
        Ask(fallback: true);

        var model = Train(new StillOptions());

        CollectionAssert.AreEqual(new[] { Warning("Still") }, _log.Warnings);
        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(model.Module));
    }

    [TestMethod]
    public void With_fallback_an_unlearner_warns_once()
    {
        var original = Train(new StillOptions());
        Ask(fallback: true);

        Unlearn(original);
        CollectionAssert.AreEqual(new[] { Warning("Sruga") }, _log.Warnings);

        Retrain(original);
        CollectionAssert.AreEqual(new[] { Warning("Sruga"), Warning("Retrain") }, _log.Warnings);
    }

    [TestMethod]
    public void What_the_context_said_when_the_step_was_made_counts()
    {
        var trainer = Trainer(new StillOptions());
        Ask(fallback: true);
        var late = Trainer(new StillOptions());
        Ask(fallback: false);

        trainer.Fit(_windows);
        Assert.IsEmpty(_log.Warnings);

        late.Fit(_windows);
        CollectionAssert.AreEqual(new[] { Warning("Still") }, _log.Warnings);
    }

    private static string Warning(string step) =>
        $"{step}: MLContext.GpuDeviceId is {Absent}, but {Reason}; running on the CPU, since FallbackToCpu is true.";

    private static void AssertThrows(string step, Action action, int id = Absent) => Assert.AreEqual(
        $"{step}: MLContext.GpuDeviceId is {id}, but {Reason}. Set GpuDeviceId to null, or FallbackToCpu to true, to run on the CPU.",
        Assert.ThrowsExactly<InvalidOperationException>(action).Message);

    private void Ask(bool fallback) => (_mlContext.GpuDeviceId, _mlContext.FallbackToCpu) = (Absent, fallback);

    private SequentialRecommenderTrainer Trainer(StillOptions options) =>
        _mlContext.SequentialRecommendation().Trainers.Custom(options with { Epochs = 1, Seed = 1 });

    private SequentialRecommenderTransformer Train(StillOptions options) => Trainer(options).Fit(_windows);

    private void Unlearn(SequentialRecommenderTransformer original) =>
        _mlContext.Unlearning().Sruga(original, new SrugaOptions { MaximumEpochs = 1, Stop = new NoStop(), Seed = 1 }).Fit(_windows);

    private void Retrain(SequentialRecommenderTransformer original) =>
        _mlContext.Unlearning().Retrain(original, new RetrainOptions { Seed = 1 }).Fit(_windows);
}
