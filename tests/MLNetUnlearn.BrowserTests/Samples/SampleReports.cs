using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.BrowserTests.Samples;

/// <summary>Reports made by hand, as large as real ones.</summary>
internal static class SampleReports
{
    private const string Script = "<script>alert(1)</script>";
    private const string Image = "<img src=x onerror=\"document.title='taken over'\">";

    private static readonly Dictionary<string, ForgettingReport> _all = new()
    {
        ["full"] = Full(), ["crowded"] = Crowded(), ["hostile"] = Hostile(), ["one seed"] = OneSeed(), ["empty"] = new(),
    };

    /// <summary>The names of all of them, each a row of a test.</summary>
    public static IEnumerable<object[]> Names => _all.Keys.Select(name => new object[] { name });

    /// <summary>Names that must be shown as they are.</summary>
    public static IReadOnlyList<string> HostileNames { get; } = [Script, Image];

    public static ForgettingReport Of(string name) => _all[name];

    /// <summary>How many charts it has: trade-off, ROC, cost, sweep, ablation and stream, and two for each of four models.</summary>
    public static int Charts(string name) => name switch { "empty" => 0, "one seed" => 2, _ => 6 + 2 * 4 };

    // Two methods with three seeds each, and every chart.
    private static ForgettingReport Full() => new()
    {
        Title = "Did it really forget? SASRec on video games",
        Runs = [.. SampleRuns.Models, .. SampleRuns.Weights, .. SampleRuns.Parts],
        Sweeps = [new("The weight of forgetting", "ForgetWeight", SampleRuns.WeightPoints)],
        Ablations = [new("SRUGA with and without its parts", ["sruga", .. SampleRuns.PartNames])],
        Streams = [SampleStream.Of("Five requests, one after another")],
        Setting = new()
        {
            Protocols = ["full ranking without seen items", "100 random negatives"],
            Dataset = new("Amazon video games", 31013, 23715, 287107, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            ForgottenUsers = 3101, ForgottenItems = 6819,
            Environment = new("MLNetUnlearn 0.1.0", "Microsoft.ML 5.0.0", "MLNetUnlearn.Engine 0.1.0", ".NET 10.0.1",
                "Debian GNU/Linux 12 (bookworm)", "AMD EPYC 9R14 96-Core Processor (X64)", 2),
            Date = new DateOnly(2026, 3, 4), Notes = ["The machine did other work at the same time."],
        },
    };

    // As many methods as the library has, close to each other, with names of all lengths.
    private static ForgettingReport Crowded() => Full() with
    {
        Runs =
        [
            .. Full().Runs,
            .. Enumerable.Range(0, 9).SelectMany(place => SampleRuns.Near(
                place % 3 == 0 ? $"gradient ascent with a calibrated stop, variant {place}" : $"method {place}", place)),
        ],
    };

    private static ForgettingReport Hostile() => Full() with
    {
        Title = $"{Script} {Image}",
        Runs = [.. Full().Runs.Select(run => run.Name switch
        {
            "newton-step" => run with { Name = Script, Settings = new Dictionary<string, string> { [Script] = Image } },
            "without calibration" => run with { Name = Image },
            _ => run,
        })],
        Sweeps = [Full().Sweeps[0] with { Title = Script, Parameter = Image }],
        Ablations = [new(Image, ["sruga", Image])],
        Streams = [Full().Streams[0] with { Title = Script }],
        Setting = Full().Setting with { Notes = [Image], Dataset = new(Script, 1, 1, 1, Script) },
    };

    private static ForgettingReport OneSeed() => new()
    {
        Runs = [.. SampleRuns.Models.Where(run => run.Seed == 1).Select(run => run with { Roc = [], Curve = [] })],
    };
}
