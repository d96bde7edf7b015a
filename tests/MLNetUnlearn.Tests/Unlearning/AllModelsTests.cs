using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>A method knows no model: SRUGA on recurrent and on bidirectional ones.</summary>
[TestClass]
public sealed class AllModelsTests
{
    [TestMethod]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void Sruga_forgets_and_keeps_what_it_need_not_forget(string model)
    {
        using var original = PlantedRing.Fit(PlantedForgetting.Context, PlantedForgetting.Split, PlantedRing.OptionsOf(model));

        using var unlearned = Unlearn(PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 40, LearningRate = 3e-3 });
        using var ascent = Unlearn(PlantedForgetting.Sruga(0.5, 0, 0) with { MaximumEpochs = 40, LearningRate = 3e-3 });

        Assert.IsGreaterThan(0.4, ForgetHit(original));
        Assert.IsLessThan(ForgetHit(original) - 0.05, ForgetHit(unlearned));
        Assert.IsGreaterThan(UtilityAt1(ascent) + 0.05, UtilityAt1(unlearned));

        SequentialRecommenderTransformer Unlearn(SrugaOptions options) =>
            PlantedForgetting.Context.Unlearning().Sruga(original, options).Fit(PlantedForgetting.Windows);
    }

    [TestMethod]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void The_calibrated_stop_ends_before_the_last_epoch(string model)
    {
        using var original = PlantedRing.Fit(PlantedForgetting.Context, PlantedForgetting.Split, PlantedRing.OptionsOf(model));
        var reports = new List<UnlearningReport>();

        using var unlearned = PlantedForgetting.Context.Unlearning().Sruga(original, PlantedForgetting.Sruga(0.5, 0.5, 1) with
        {
            MaximumEpochs = 200, LearningRate = 3e-3, Stop = new CalibratedStop(), Progress = new Support.Listener<UnlearningReport>(reports.Add),
        }).Fit(PlantedForgetting.Windows);

        Assert.IsLessThan(200, reports[^1].Epoch);
        Assert.IsLessThanOrEqualTo(Math.Max(reports[^1].ControlHit!.Value, reports[0].ControlHit!.Value), reports[^1].ForgetHit!.Value);
    }

    private static double UtilityAt1(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.SequentialRecommendation().Evaluate(model, PlantedForgetting.Partitioned).RecallAt(1);

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);
}
