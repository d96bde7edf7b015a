#if NUGET_MLNET
namespace Microsoft.ML.Tests;

// The stand-in has no evaluators, so these facts are stated on the real packages alone.
[TestClass]
public class EvaluationTraps
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Evaluation_needs_both_classes(bool only)
    {
        var scored = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new { Label = only, Score = i - 1.5f, PredictedLabel = i > 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.BinaryClassification.EvaluateNonCalibrated(scored));
    }

    [TestMethod]
    public void Ranking_groups_are_contiguous_runs()
    {
        // Within one group of two the relevant row comes first: NDCG@1 is 1. Split into runs of one row each, every run is perfect too, but
        // there are three runs of group 1 and 2 instead of two groups, and a run without a relevant row counts 1.
        Row[] together = [new(1, 0, 2), new(1, 1, 1), new(2, 1, 1)];
        Row[] apart = [new(1, 0, 2), new(2, 1, 1), new(1, 1, 1)];
        Assert.AreEqual(0.5, Ndcg(together), 1e-9);
        Assert.AreNotEqual(0.5, Ndcg(apart), 1e-9);

        double Ndcg(Row[] rows)
        {
            var data = _context.Data.LoadFromEnumerable(rows.Select(row => new { row.Group, row.Label, row.Score }));
            var grouped = _context.Transforms.Conversion.MapValueToKey("Group").Fit(data).Transform(data);
            return _context.Ranking.Evaluate(grouped, rowGroupColumnName: "Group").NormalizedDiscountedCumulativeGains[0];
        }
    }

    private sealed record Row(int Group, float Label, float Score);
}
#endif
