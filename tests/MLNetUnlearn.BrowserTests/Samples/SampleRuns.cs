using System.Globalization;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.BrowserTests.Samples;

/// <summary>Runs of an original, a retrained model and two methods, with three seeds each.</summary>
internal static class SampleRuns
{
    private const int Seeds = 3;

    private static readonly double[] _weights = [0.01, 0.1, 1, 10, 100];

    private static readonly (string Id, double Original, double Retrained, double Newton, double Sruga)[] _figures =
    [
        ("recall@10", .0646, .0640, .0627, .0611), ("recall@1", .0121, .0118, .0116, .0109), ("recall@5", .0411, .0408, .0395, .0387),
        ("recall@20", .0988, .0979, .0961, .0944), ("recall@50", .1650, .1641, .1612, .1590), ("ndcg@10", .0329, .0325, .0309, .0301),
        ("mrr", .0281, .0279, .0266, .0259), ("recall@10.sampled", .729, .723, .730, .718), ("ndcg@10.sampled", .519, .516, .518, .511),
        ("recall@20.sampled", .842, .839, .841, .833), ("mrr.sampled", .461, .459, .460, .455),
        ("forgetHit@10", .412, .083, .086, .058), ("forgetHit@10.sampled", .976, .760, .752, .701),
        ("forgetHit@10.heldOut", .970, .762, .771, .744), ("gap@10", .329, 0, .003, -.025), ("gap@10.sampled", .216, 0, -.008, -.059),
        ("toW", .771, 1, .985, .930), ("ks", .311, 0, .031, .092), ("ksP", 0, 1, .061, .0001), ("streisand", -.081, 0, .012, .064),
        ("attack.auc", .713, .552, .548, .511), ("attack.tpr", .081, .014, .013, .011), ("attack.swapped.auc", .801, .561, .559, .532),
        ("privLeak", -.359, 0, .009, .092), ("scoreAuc", .624, .541, .536, .497), ("logProbabilityAuc", .631, .543, .540, .502),
        ("relearn.steps", 0, 410, 382, 301), ("relearn.ratio", 0, 1, .93, .73),
        ("largelyForgotten.recall@10", .071, .032, .033, .024), ("subgroup.rare items.recall@10", .021, .020, .018, .015),
        ("subgroup.users with few items.recall@10", .058, .057, .055, .051),
        ("cost.seconds", 54, 66.6, 2.3, 7.8), ("cost.ofRetrain", .811, 1, .035, .117), ("cost.steps", 24300, 21900, 12, 610),
        ("cost.remainingRows", 287107, 280288, 20000, 61000), ("cost.peakMegabytes", 612, 608, 701, 640),
        ("a figure of one's own", 1.25, 1.5, 1.75, 2),
    ];

    /// <summary>All models with all figures.</summary>
    public static IEnumerable<ReportRun> Models =>
    [
        .. Run("original", ModelRole.Original, row => row.Original, power: .30),
        .. Run("retrained", ModelRole.Retrained, row => row.Retrained, power: .75),
        .. Run("newton-step", ModelRole.Unlearned, row => row.Newton, power: .76),
        .. Run("sruga", ModelRole.Unlearned, row => row.Sruga, power: .95),
    ];

    /// <summary>One method at several weights: more weight forgets more and keeps less.</summary>
    public static IEnumerable<ReportRun> Weights =>
        _weights.SelectMany((weight, place) => Key(WeightName(weight), .95 - .06 * place, .73 - .015 * place));

    public static IReadOnlyList<SweepPoint> WeightPoints => [.. _weights.Select(weight => new SweepPoint(weight, WeightName(weight)))];

    public static IReadOnlyList<string> PartNames => ["without calibration", "without the remaining rows' loss", "ascent alone"];

    /// <summary>One method without each of its parts.</summary>
    public static IEnumerable<ReportRun> Parts =>
        PartNames.SelectMany((name, place) => Key(name, .72 - .05 * place, .715 - .04 * place));

    /// <summary>A method whose figures are near those of others.</summary>
    public static IEnumerable<ReportRun> Near(string name, int place) =>
        Key(name, .74 + .004 * place, .71 + .003 * (place % 4)).Select(run => run with
        {
            Figures = new Dictionary<string, double>(run.Figures) { ["cost.seconds"] = .02 * Math.Pow(4, place) },
        });

    private static IEnumerable<ReportRun> Run(string name, ModelRole role,
        Func<(string Id, double Original, double Retrained, double Newton, double Sruga), double> figure, double power) =>
        Enumerable.Range(1, Seeds).Select(seed => new ReportRun(name, role, seed,
            _figures.ToDictionary(row => row.Id, row => Math.Round(figure(row) * (1 + .004 * (seed - 2)), 5)))
        {
            Curve = [.. Enumerable.Range(0, 21).Select(place => Curve(place, seed, role))],
            Roc = [.. Enumerable.Range(0, 26).Select(place => new RocPoint(place / 25.0, Math.Pow(place / 25.0, power)))],
            Settings = new Dictionary<string, string> { ["LearningRate"] = "0.001", ["BatchSize"] = "128", ["Dropout"] = "0.5" },
        });

    private static CurvePoint Curve(int place, int seed, ModelRole role)
    {
        // Training starts from nothing; unlearning from a model that finds almost all that it is to forget.
        var rest = Math.Exp(-place / 6.0);
        var (start, lack) = role == ModelRole.Unlearned ? (.976, .1) : (.1, 1);
        return new(100 * place, place, place == 0 ? null : 1.4 * rest + .31 + .01 * seed, .72 - .3 * rest * lack, .51 - .2 * rest * lack,
            .75 + (start - .75) * rest + .004 * seed, .74 - .003 * seed);
    }

    private static string WeightName(double weight) => $"sruga, weight {weight.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<ReportRun> Key(string name, double hit, double recall) => Enumerable.Range(1, Seeds).Select(seed =>
        new ReportRun(name, ModelRole.Unlearned, seed, new Dictionary<string, double>
        {
            ["forgetHit@10.sampled"] = hit + .005 * (seed - 2), ["recall@10.sampled"] = recall + .002 * (seed - 2),
        }));
}
