using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>What a sweep runs, what it gives, and when it runs it again.</summary>
[TestClass]
public sealed class SweepTests : IDisposable
{
    private readonly TinyRequest _request = new();
    private readonly TempFolder _temp = new();
    private readonly List<string> _made = []; // by the factories: name and seed
    private int _judged;

    private string Folder => _temp.File("results");

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    public void Every_variant_is_run_judged_and_kept_in_order()
    {
        var runs = Sweep(["b", "a", "c"], new SweepOptions { Seeds = [4, 2] });

        CollectionAssert.AreEqual(new[] { "b 4", "b 2", "a 4", "a 2", "c 4", "c 2" }, _made);
        CollectionAssert.AreEqual(_made, runs.Select(run => $"{run.Name} {run.Seed}").ToArray());
        CollectionAssert.AreEqual(new double[] { 1, 2, 3, 4, 5, 6 }, runs.Select(run => run.Figures["judged"]).ToArray());
        Assert.HasCount(6, Directory.GetFiles(Folder));
        Assert.IsTrue(Array.TrueForAll(Directory.GetFiles(Folder), file => file.EndsWith(".json", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_run_tells_its_costs_and_its_curve()
    {
        var run = Sweep(["a"])[0];

        Assert.AreEqual((6.0, 10.0), (run.Figures["cost.steps"], run.Figures["cost.remainingRows"]));
        Assert.IsGreaterThan(0, run.Figures["cost.seconds"]);
        Assert.IsGreaterThan(0, run.Figures["cost.evaluationSeconds"]);
        Assert.IsGreaterThan(1, run.Figures["cost.peakMegabytes"]);
        CollectionAssert.AreEqual(new long[] { 2, 4, 6 }, run.Curve.Select(point => point.Step).ToArray());
        Assert.IsTrue(run.Curve.All(point => point.Loss is not null));
        Assert.AreEqual((ModelRole.Unlearned, 1), (run.Role, run.Seed));
    }

    [TestMethod]
    public void An_interrupted_sweep_goes_on_with_what_is_missing()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Sweep(["a", "b", "c", "d"], judge: name => name == "c"
            ? throw new InvalidOperationException("power cut") : 7));
        Assert.AreEqual("power cut", error.Message);
        _made.Clear();
        var heard = new List<(int, int, string, bool)>();

        var runs = Sweep(["a", "b", "c", "d"], new SweepOptions
        {
            Progress = new Listener<SweepProgress>(told => heard.Add((told.Done, told.Total, told.Run.Name, told.IsKept))),
        });

        CollectionAssert.AreEqual(new[] { "c 1", "d 1" }, _made);
        CollectionAssert.AreEqual(new[] { 7.0, 7, 1, 2 }, runs.Select(run => run.Figures["judged"]).ToArray());
        CollectionAssert.AreEqual(new[] { (1, 4, "a", true), (2, 4, "b", true), (3, 4, "c", false), (4, 4, "d", false) }, heard);
        Assert.HasCount(3, runs[0].Curve); // kept with the rest
    }

    [TestMethod]
    public void Only_what_has_changed_is_run_again()
    {
        Sweep(["a", "b"]);

        CollectionAssert.AreEqual(Array.Empty<string>(), Again(() => Sweep(["b", "a"])), "another order");
        CollectionAssert.AreEqual(new[] { "b 1" }, Again(() => Sweep(["a", "b"], settings: name => name == "b" ? "new" : "")), "settings");
        CollectionAssert.AreEqual(new[] { "a 2", "b 2" }, Again(() => Sweep(["a", "b"], new SweepOptions { Seeds = [1, 2] }, name =>
            name == "b" ? "new" : "")), "a seed more");
        CollectionAssert.AreEqual(new[] { "a 1" }, Again(() => Sweep(["a"], new SweepOptions { Protocol = "full" })), "protocol");
        CollectionAssert.AreEqual(
            new[] { "a 1" }, Again(() => Sweep(["a"], new SweepOptions { Protocol = "full" }, request: new TinyRequest("f1 x"))), "request");
    }

    [TestMethod]
    public void Another_original_makes_all_results_stale()
    {
        Sweep(["a"]);
        Weights.Set(_request.Original.Module.ItemEmbedding.weight!, Change(_request.Original.Module.ItemEmbedding.weight!));

        CollectionAssert.AreEqual(new[] { "a 1" }, Again(() => Sweep(["a"])));

        static float[] Change(Tensor weight)
        {
            var values = weight.data<float>().ToArray();
            values[^1] += 1;
            return values;
        }
    }

    [TestMethod]
    public void A_damaged_file_is_told_of_and_its_run_made_again()
    {
        Sweep(["a", "b"]);
        var file = Directory.GetFiles(Folder).Single(path => Path.GetFileName(path).StartsWith("b-", StringComparison.Ordinal));
        File.WriteAllText(file, File.ReadAllText(file)[..^20]);
        var log = new LogLines(_request.Context, "Sweep");

        CollectionAssert.AreEqual(new[] { "b 1" }, Again(() => Sweep(["a", "b"])));

        StringAssert.StartsWith(log.Warnings.Single(), $"Sweep: '{file}' is damaged, or no KeptResult:");
        StringAssert.EndsWith(log.Warnings.Single(), "'b' is run again.");
        CollectionAssert.AreEqual(Array.Empty<string>(), Again(() => Sweep(["a", "b"])));
    }

    [TestMethod]
    public void Cancelling_keeps_whole_results_only()
    {
        using var source = new CancellationTokenSource();
        var options = new SweepOptions { CancellationToken = source.Token };

        Assert.ThrowsExactly<OperationCanceledException>(() => Sweep(["a", "b", "c"], options, made: name =>
        {
            if (name == "b")
                source.Cancel(); // while it runs
        }));

        Assert.HasCount(1, Directory.GetFileSystemEntries(Folder));
        CollectionAssert.AreEqual(new[] { "b 1", "c 1" }, Again(() => Sweep(["a", "b", "c"])));
    }

    [TestMethod]
    public void A_method_given_by_its_options_is_cancelled_with_the_sweep()
    {
        using var source = new CancellationTokenSource(300);
        var endless = new SweepVariant("endless", TinyRequest.Options with { MaximumEpochs = int.MaxValue / 4 });

        Assert.ThrowsExactly<OperationCanceledException>(() => Run([endless], options: new SweepOptions { CancellationToken = source.Token }));

        Assert.IsEmpty(Directory.GetFileSystemEntries(Folder));
    }

    [TestMethod]
    public void A_method_given_by_its_options_has_the_sweeps_seed_and_is_heard()
    {
        var sruga = TinyRequest.Options with { LearningRate = 0.1 };
        var tensors = new List<float[]>();
        SweepVariant[] variants =
        [
            new("sruga", sruga), new("retrained", new RetrainOptions { Recommender = new TableOptions { Epochs = 4, BatchSize = 2 } }),
        ];

        var runs = Run(variants, new SweepOptions { Seeds = [7] }, model =>
        {
            tensors.Add(Table(model));
            return new Dictionary<string, double>();
        });

        var expected = _request.Context.Unlearning().Sruga(_request.Original, sruga with { Seed = 7 }).Fit(_request.Windows);
        CollectionAssert.AreEqual(Table(expected), tensors[0]);
        Assert.AreEqual((6.0, 10.0), (runs[0].Figures["cost.steps"], runs[0].Figures["cost.remainingRows"]));
        Assert.AreEqual((12.0, 20.0), (runs[1].Figures["cost.steps"], runs[1].Figures["cost.remainingRows"]));
        Assert.AreEqual(ModelRole.Retrained, runs[1].Role);
        CollectionAssert.AreEqual(new long[] { 3, 6, 9, 12 }, runs[1].Curve.Select(point => point.Step).ToArray());
    }

    [TestMethod]
    public void Models_that_are_there_are_judged_and_live_on()
    {
        var judged = new List<RecommenderTransformer>();
        SweepVariant[] variants = [new("original", _request.Original, ModelRole.Original), new("sruga", TinyRequest.Options)];

        var runs = Run(variants, judge: model =>
        {
            judged.Add(model);
            return new Dictionary<string, double> { ["a"] = 1 };
        });

        Assert.AreEqual(ModelRole.Original, runs[0].Role);
        CollectionAssert.AreEquivalent(new[] { "a", "cost.evaluationSeconds" }, runs[0].Figures.Keys.ToArray());
        Assert.IsNotNull(judged[0].Transform(_request.Windows));
        Assert.ThrowsExactly<ObjectDisposedException>(() => judged[1].Transform(_request.Windows), "what the sweep made is freed");
    }

    [TestMethod]
    public void A_model_that_is_there_is_judged_once_whatever_the_seeds()
    {
        var (told, judged) = (new List<string>(), 0);
        SweepVariant[] variants = [new("original", _request.Original, ModelRole.Original), new("sruga", TinyRequest.Options)];

        var runs = Run(
            variants,
            new SweepOptions
            {
                Seeds = [4, 5, 6], Progress = new Listener<SweepProgress>(at => told.Add($"{at.Done}/{at.Total} {at.Run.Name} {at.Run.Seed}")),
            },
            _ => new Dictionary<string, double> { ["judged"] = ++judged });

        CollectionAssert.AreEqual(new[] { "1/4 original 4", "2/4 sruga 4", "3/4 sruga 5", "4/4 sruga 6" }, told);
        Assert.HasCount(4, runs);
        Assert.AreEqual(4, judged);
    }

    [TestMethod]
    public void Results_of_another_machine_or_tensor_library_are_stale()
    {
        Sweep(["a"]);
        var file = Directory.GetFiles(Folder).Single();
        var (text, here) = (File.ReadAllText(file), ReportEnvironment.Current);

        foreach (var other in new[]
        {
            text.Replace(here.Tensors, "Other 1.2.3", StringComparison.Ordinal),
            text.Replace($"\"Cores\": {here.Cores}", "\"Cores\": 4096", StringComparison.OrdinalIgnoreCase),
        })
        {
            Assert.AreNotEqual(text, other);
            File.WriteAllText(file, other);
            CollectionAssert.AreEqual(new[] { "a 1" }, Again(() => Sweep(["a"])));
        }
        CollectionAssert.AreEqual(Array.Empty<string>(), Again(() => Sweep(["a"])));
    }

    [TestMethod]
    public void What_reports_tell_may_change_without_a_new_run()
    {
        Run([new SweepVariant("a", TinyRequest.Options)]);

        var run = Run([new SweepVariant("a", TinyRequest.Options)
        {
            Role = ModelRole.Retrained, Settings = new Dictionary<string, string> { ["weight"] = "1" },
        }], judge: _ => throw new InvalidOperationException("not again"))[0];

        Assert.AreEqual((ModelRole.Retrained, "1"), (run.Role, run.Settings["weight"]));
    }

    [TestMethod]
    public void Figures_must_be_numbers()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Sweep(["a"], judge: _ => double.NaN));

        Assert.AreEqual("Sweep: the judge gave NaN as 'judged' for 'a', seed 1; leave out what was not measured.", error.Message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(Folder));
    }

    [TestMethod]
    public void Problems_are_named_together()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _request.Context.Unlearning().Sweep(
            _request.Original, _request.Windows, [new("a", TinyRequest.Options), new("a", TinyRequest.Options)],
            _ => new Dictionary<string, double>(), " ", new SweepOptions { Seeds = [1, 1] }));

        StringAssert.StartsWith(
            error.Message,
            "SweepOptions: 'a' is the name of several variants; names must differ. folder is ' '; it must be a path. " +
            "Seeds holds 1 several times; seeds must differ.");
    }

    private static float[] Table(RecommenderTransformer model) =>
        ((SequentialRecommenderTransformer)model).Module.ItemEmbedding.weight!.data<float>().ToArray();

    private string[] Again(Action sweep)
    {
        _made.Clear();
        sweep();
        return [.. _made];
    }

    /// <summary>Variants by factories that note when they are called, and a judge that counts.</summary>
    private IReadOnlyList<ReportRun> Sweep(
        string[] names, SweepOptions? options = null, Func<string, string>? settings = null, Func<string, double>? judge = null,
        Action<string>? made = null, TinyRequest? request = null)
    {
        var current = "";
        var variants = names.Select(name => new SweepVariant(name, settings?.Invoke(name) ?? "", trial =>
        {
            _made.Add($"{name} {trial.Seed}");
            made?.Invoke(current = name);
            return _request.Context.Unlearning().Sruga(trial.Original, TinyRequest.Options with { Seed = trial.Seed, Progress = trial.Steps });
        }));
        return Run(variants, options, _ => new Dictionary<string, double> { ["judged"] = judge?.Invoke(_made[^1][..1]) ?? ++_judged }, request);
    }

    private IReadOnlyList<ReportRun> Run(
        IEnumerable<SweepVariant> variants, SweepOptions? options = null,
        Func<RecommenderTransformer, IReadOnlyDictionary<string, double>>? judge = null, TinyRequest? request = null) =>
        _request.Context.Unlearning().Sweep(
            _request.Original, (request ?? _request).Windows, variants, judge ?? (_ => new Dictionary<string, double>()), Folder,
            options ?? new SweepOptions());
}
