using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests;

/// <summary>Everything that is measured of models that forgot, in bands.</summary>
[TestClass]
public sealed class EvaluationTests
{
    private static readonly string[] Watched =
        ["recall@10", "recall@10.sampled", "forgetHit@10", "forgetHit@10.sampled", "gap@10.sampled", "ks", "toW", "scoreAuc"];

    [TestMethod]
    public void Everything_that_is_measured_is_in_its_band() => PipelineBaseline.Check("Baselines/evaluation.json", snapshot =>
    {
        var models = Trained.SasRec.Value;
        var (original, sruga, retrained) = (Of(models.Original), Of(models.Sruga), Of(models.Retrained));
        snapshot
            .Text("what is measured", string.Join('\n', original.Keys))
            .Count("forgotten pairs", (long)original["forgottenPairs"])
            .Metrics("original", Chosen(original), Tolerance.Absolute(0.1))
            .Metrics("SRUGA", Chosen(sruga), Tolerance.Absolute(0.1))
            .Metrics("retrained", Chosen(retrained), Tolerance.Absolute(0.1))
            .Ordering("tug of war", ("retrained", retrained["toW"]), ("SRUGA", sruga["toW"]), ("original", original["toW"]))
            .Ordering("attack by a threshold", ("original", original["scoreAuc"]), ("retrained", retrained["scoreAuc"]));
    });

    private static IReadOnlyDictionary<string, double> Of(RecommenderTransformer model)
    {
        var models = Trained.SasRec.Value;
        return ReportFigures.Of(Shop.Context.Unlearning().EvaluateAll(
            models.Original, model, models.Retrained, Shop.Partitioned,
            new ForgettingEvaluationOptions { Attack = null, Relearning = null, Seed = 7 }));
    }

    private static IEnumerable<KeyValuePair<string, double>> Chosen(IReadOnlyDictionary<string, double> figures) =>
        figures.Where(figure => Watched.Contains(figure.Key));
}
