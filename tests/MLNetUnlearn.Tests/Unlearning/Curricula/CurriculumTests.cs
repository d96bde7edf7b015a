using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Curricula;

/// <summary>In which order pairs come whose difficulty is known.</summary>
[TestClass]
public sealed class CurriculumTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    // Keys a 1 to g 7. Pair 0: c after a, b, next d. Pair 1: e after a, b, d, next f. Pair 2: d after g, f, next a.
    private readonly IDataView _windows;

    public CurriculumTests()
    {
        var sequences = DataViews.Samples.Sequences(_mlContext, "u1: a b c d e f; u2: g f d a; u3: a b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 c; u1 e; u2 d"));
    }

    /// <summary>The scores of the forgotten items are 0.5, −1 and 2.</summary>
    [TestMethod]
    public void Hard_sampling_by_embedding_goes_from_the_lowest_score_to_the_highest_in_every_pass() => CollectionAssert.AreEqual(
        new[] { 1, 0, 2, 1, 0, 2 }, Order(Scores(0.5, -1, 2), new Curriculum { GradientShare = 0, Sampling = new HardSampling() }, passes: 2));

    /// <remarks>
    /// With h as the hidden state, g_u lies along e_y, and g_n is Σ p_v e_v − e_n: the larger the forgotten item's share p_y, the more
    /// pushing it down helps the next item, and the nearer the cosine to 1/√2. So the order is the other way round.
    /// </remarks>
    [TestMethod]
    public void Hard_sampling_by_gradient_begins_where_forgetting_helps_the_next_item() => CollectionAssert.AreEqual(
        new[] { 2, 0, 1 }, Order(Scores(0.5, -1, 2), new Curriculum { GradientShare = 1, Sampling = new HardSampling() }, passes: 1));

    /// <summary>Ranks by embedding are ½, 0, 1; by gradient ½, 1, 0. λ = ¼ gives ½, ¼, ¾; λ = ½ a tie, which the pairs' order breaks.</summary>
    [TestMethod]
    [DataRow(0.25, new[] { 1, 0, 2 })]
    [DataRow(0.5, new[] { 0, 1, 2 })]
    [DataRow(0.75, new[] { 2, 0, 1 })]
    public void Both_difficulties_are_mixed_by_their_ranks(double share, int[] expected) => CollectionAssert.AreEqual(
        expected, Order(Scores(0.5, -1, 2), new Curriculum { GradientShare = share, Sampling = new HardSampling() }, passes: 1));

    /// <summary>
    /// Difficulties 0, ½, 1 with κ = 2 are weights 1, e⁻¹, e⁻² of 1.503: the first pair is the easiest with probability .665, and of the
    /// other two the easier one is second with probability .731. Three standard errors of 3000 passes are .026.
    /// </summary>
    [TestMethod]
    public void Soft_sampling_draws_without_replacement_by_exp_of_difficulty()
    {
        var soft = new SoftSampling { Sharpness = 2, OverPasses = int.MaxValue };
        var passes = Order(Scores(-1, 0.5, 2), new Curriculum { GradientShare = 0, Sampling = soft }, passes: 3000).Chunk(3).ToArray();

        foreach (var pass in passes)
            CollectionAssert.AreEquivalent(new[] { 0, 1, 2 }, pass);
        var easiest = passes.Where(pass => pass[0] == 0).ToArray();
        Assert.AreEqual(0.665, easiest.Length / 3000.0, 0.026);
        Assert.AreEqual(0.731, easiest.Count(pass => pass[1] == 1) / (double)easiest.Length, 0.032);
    }

    /// <summary>κ 100 all but fixes the order: from easy to hard in the first pass, none in the middle, and hard to easy at the end.</summary>
    [TestMethod]
    public void Soft_sampling_turns_round_over_the_passes()
    {
        var soft = new SoftSampling { Sharpness = 100, OverPasses = 3 };
        var passes = Order(Scores(-1, 0.5, 2), new Curriculum { GradientShare = 0, Sampling = soft }, passes: 5).Chunk(3).ToArray();

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, passes[0]);
        CollectionAssert.AreEqual(new[] { 2, 1, 0 }, passes[2]);
        CollectionAssert.AreEqual(new[] { 2, 1, 0 }, passes[4]);
    }

    [TestMethod]
    public void A_run_that_breaks_off_goes_on_in_the_same_order()
    {
        using var folder = new TempFolder();
        var options = PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 4, Curriculum = new Curriculum() };
        var expected = Weights.Of(PlantedForgetting.Unlearn(options).Module);
        var kept = options with { Checkpoint = new CheckpointOptions { FilePath = folder.File("run.checkpoint") } };

        Assert.ThrowsExactly<TimeoutException>(() => PlantedForgetting.Unlearn(kept with
        {
            Progress = new Listener<UnlearningReport>(at => Break(at.Epoch == 2)),
        }));
        Assert.Contains("another run", Assert.ThrowsExactly<InvalidOperationException>(() => PlantedForgetting.Unlearn(
            kept with { Curriculum = new Curriculum { Sampling = new SoftSampling { Sharpness = 4 } } })).Message);

        Weights.AssertEqual(expected, Weights.Of(PlantedForgetting.Unlearn(kept).Module));
        Assert.IsGreaterThan(0, Weights.Distance(expected, Weights.Of(PlantedForgetting.Unlearn(options with { Curriculum = null }).Module)));
    }

    [TestMethod]
    public void Wrong_options_are_reported()
    {
        AssertRejected(
            new Curriculum { GradientShare = 1.5, Sampling = new SoftSampling { Sharpness = 0, OverPasses = 0 } },
            "Sruga: Curriculum.GradientShare is 1.5; it must be 0 to 1. Curriculum.Sampling.Sharpness is 0; it must be above 0 and at most 100. "
            + "Curriculum.Sampling.OverPasses is 0; it must be at least 1. (Parameter 'options')");
        AssertRejected(
            new Curriculum { Sampling = null! },
            "Sruga: Curriculum.Sampling is null; it must be HardSampling or SoftSampling. (Parameter 'options')");

        static void AssertRejected(Curriculum curriculum, string message) => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => PlantedForgetting.Unlearn(new SrugaOptions { Curriculum = curriculum })).Message);
    }

    private static void Break(bool now)
    {
        if (now)
            throw new TimeoutException();
    }

    /// <summary>The scores of the three forgotten items, 0 for all others.</summary>
    private static Func<int, int, double> Scores(double first, double second, double third) => (i, v) => (i, v) switch
    {
        (2, 3) => first,
        (4, 5) => second,
        (6, 4) => third,
        _ => 0,
    };

    private int[] Order(Func<int, int, double> scores, Curriculum curriculum, int passes)
    {
        var order = new List<int>();
        using var unlearned = _mlContext.Unlearning().Custom(TableModel.Of(_mlContext, _windows, scores), new ProbeOptions(step =>
        {
            order.AddRange(step.ForgetPairs.ToArray());
            return step.ForgetScores.sum();
        }) { BatchSize = 1, MaximumEpochs = passes, Stop = new NoStop(), Seed = 1, Curriculum = curriculum }).Fit(_windows);
        return [.. order];
    }
}
