using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

[TestClass]
public sealed class UnlearningOptionsTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly SequentialRecommenderTransformer Model =
        TableModel.Of(Context, Views.Windows(Context, "u1: a b c"), (i, v) => i + v);

    [TestMethod]
    public void All_violations_are_reported_at_once() => AssertRejected(
        new SrugaOptions
        {
            BatchSize = 0,
            LearningRate = double.PositiveInfinity,
            ItemUpdates = (ItemUpdates)(-1),
            GradientNormBound = 0,
            MaximumEpochs = -1,
            Stop = new CalibratedStop { CheckEverySteps = 0, CheckEveryPasses = 0 },
            GradientAscentWeight = -1,
            FineTuningWeight = double.NaN,
            DivergenceWeight = -0.5,
        },
        "BatchSize is 0; it must be at least 1. LearningRate is Infinity; it must be a finite number above 0. " +
        "ItemUpdates is -1; it must be Deferred, Dense or Lazy. GradientNormBound is 0; it must be a finite number above 0. " +
        "MaximumEpochs is -1; it must be at least 1. Stop.CheckEverySteps is 0; it must be at least 1. " +
        "Stop.CheckEveryPasses is 0; it must be a finite number above 0. " +
        "GradientAscentWeight is -1; it must be a finite number, 0 or above. " +
        "FineTuningWeight is NaN; it must be a finite number, 0 or above. " +
        "DivergenceWeight is -0.5; it must be a finite number, 0 or above.");

    [TestMethod]
    public void One_weight_must_be_above_0() => AssertRejected(
        new SrugaOptions { GradientAscentWeight = 0, FineTuningWeight = 0, DivergenceWeight = 0 },
        "The sum of the three weights is 0; it must be above 0.");

    [TestMethod]
    public void A_stop_rule_must_be_there() => AssertRejected(
        new SrugaOptions { Stop = null! }, "Stop is null; it must be a stop rule such as CalibratedStop or NoStop.");

    [TestMethod]
    public void The_patience_rule_has_its_bounds() => AssertRejected(
        new SrugaOptions { Stop = new PatienceStop { CheckEveryEpochs = 0, PatienceEpochs = -3 } },
        "Stop.CheckEveryEpochs is 0; it must be at least 1. Stop.PatienceEpochs is -3; it must be at least 1.");

    [TestMethod]
    public void The_defaults_are_the_thesiss()
    {
        var options = new SrugaOptions();

        Assert.AreEqual((0.5, 0.5, 1.0), (options.GradientAscentWeight, options.FineTuningWeight, options.DivergenceWeight));
        Assert.AreEqual((256, 1e-4, ItemUpdates.Deferred), (options.BatchSize, options.LearningRate, options.ItemUpdates));
        Assert.AreEqual((1.0, 1000), (options.GradientNormBound, options.MaximumEpochs));
        Assert.AreEqual(new CalibratedStop { CheckEverySteps = null, CheckEveryPasses = 1 }, options.Stop);
        Assert.AreEqual(new PatienceStop { CheckEveryEpochs = 10, PatienceEpochs = 30 }, new PatienceStop());
        Assert.IsNull(options.Seed);
    }

    [TestMethod]
    public void Arguments_must_be_there()
    {
        var catalog = Context.Unlearning();

        Assert.AreEqual("model", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Sruga(null!)).ParamName);
        Assert.AreEqual("model", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Retrain(null!)).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Custom(Model, null!)).ParamName);
        Assert.AreEqual("input", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Sruga(Model).Fit(null!)).ParamName);
        var view = Views.Windows(Context, "u1: a b c");
        Assert.AreEqual("model", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Evaluate(null!, Model, view)).ParamName);
        Assert.AreEqual("retrained", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Evaluate(Model, null!, view)).ParamName);
    }

    private static void AssertRejected(SrugaOptions options, string problems)
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Unlearning().Sruga(Model, options));
        Assert.AreEqual($"Sruga: {problems} (Parameter 'options')", exception.Message);
    }
}
