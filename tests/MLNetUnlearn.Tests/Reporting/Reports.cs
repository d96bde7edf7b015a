using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>Reports made by hand, whose outcome is plain.</summary>
internal static class Reports
{
    public const string Hit = "forgetHit@10";
    public const string Recall = "recall@10";
    public const string Auc = "attack.auc";
    public const string Seconds = "cost.seconds";

    /// <summary>
    /// Original (.9, .8), retrained (.5, .4) and one that lies between (.6, .7): hits on forgotten, recall on test items.
    /// </summary>
    public static ForgettingReport Three => new()
    {
        Title = "Three models",
        Runs =
        [
            Run("original", ModelRole.Original, 1, (Hit, 0.9), (Recall, 0.8), (Auc, 0.8), (Seconds, 100)),
            Run("retrained", ModelRole.Retrained, 1, (Hit, 0.5), (Recall, 0.4), (Auc, 0.55), (Seconds, 100)),
            Run("unlearned", ModelRole.Unlearned, 1, (Hit, 0.6), (Recall, 0.7), (Auc, 0.6), (Seconds, 4)),
        ],
    };

    public static ReportRun Run(string name, ModelRole role, int seed, params (string Id, double Value)[] figures) =>
        new(name, role, seed, figures.ToDictionary(figure => figure.Id, figure => figure.Value));

    /// <summary>Original .9 and .8, retrained .5 and .55, and a model with the given hits, AUC and more.</summary>
    public static ForgettingReport Judged(double hit, double auc, params (string Id, double Value)[] more) => Three with
    {
        Runs = [.. Three.Runs.Take(2), Run("model", ModelRole.Unlearned, 1, [(Hit, hit), (Auc, auc), .. more])],
    };

    /// <summary>A report with all that can be shown.</summary>
    public static ForgettingReport Full => Three with
    {
        Runs =
        [
            Three.Runs[0] with { Roc = [new(0, 0), new(0.25, 0.75), new(1, 1)] },
            Three.Runs[1],
            Three.Runs[2] with
            {
                Curve = [new(0, 0, null, 0.8, 0.4, 0.9, 0.5), new(10, 1, 2.5, 0.75, 0.35, 0.7, 0.5), new(20, 2, 1.5, 0.7, 0.3, 0.6, 0.5)],
                Settings = new Dictionary<string, string> { ["LearningRate"] = "0.001" },
            },
            Run("weight 1", ModelRole.Unlearned, 1, (Hit, 0.8), (Recall, 0.75)),
            Run("weight 2", ModelRole.Unlearned, 1, (Hit, 0.55), (Recall, 0.5)),
        ],
        Sweeps = [new("Weights", "ForgetWeight", [new(1, "weight 1"), new(2, "weight 2")])],
        Ablations = [new("Parts", ["original", "unlearned"])],
        Streams =
        [
            new("Stream",
            [
                new(10, 20, new Dictionary<string, double> { [Hit] = 0.6 }, new Dictionary<string, double> { [Hit] = 0.5 }),
                new(20, 40, new Dictionary<string, double> { [Hit] = 0.3 }, new Dictionary<string, double> { [Hit] = 0.5 }),
            ]),
        ],
        Setting = new()
        {
            Protocols = ["full ranking"], Dataset = new("Games", 31013, 23715, 287107, "ABCDEF"), ForgottenUsers = 3101,
            ForgottenItems = 6957,
            Environment = new("MLNetUnlearn 0.1.0", "Microsoft.ML 5.0.0", "Tensors 1.2.3", ".NET 10", "Linux", "Chip (X64)", 2),
            Date = new DateOnly(2026, 3, 4), Notes = ["Beside other work."],
        },
    };
}
