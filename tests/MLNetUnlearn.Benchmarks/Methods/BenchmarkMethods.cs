using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Schedules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>The methods that benchmarks can compare, by name: one line for each. References (see <see cref="References"/>) come first.</summary>
internal static class BenchmarkMethods
{
    // What a method that may never come to the stop rule goes through at most: four hundred steps for a tenth of games' users.
    private const int BoundedEpochs = 15;

    // A shard's epoch has a fifth of the steps; see docs/methods/sisa.md for what more would bring.
    private const int ShardEpochs = 2;

    private static readonly CauOptions Cau = new();

    private static readonly Dictionary<string, BenchmarkMethod> All = new()
    {
        ["retrain-plus-ft"] = Sruga(Weighted(0, 1, 0, 1e-3), fromRetrained: true), // what fine-tuning alone adds to a model that never knew
        ["ga"] = Sruga(Weighted(1, 0, 0)),
        ["ft"] = Sruga(Weighted(0, 1, 0, 1e-3)),
        ["kl"] = Sruga(Weighted(0, 0, 1)),
        ["ga-ft"] = Sruga(Weighted(0.5, 0.5, 0)),
        ["ga-kl"] = Sruga(Weighted(0.5, 0, 1)),
        ["ft-kl"] = Sruga(Weighted(0, 0.5, 1)),
        ["sruga"] = Sruga(new SrugaOptions()),
        ["sruga-patience"] = Sruga(new SrugaOptions { Stop = new PatienceStop() }),
        ["sruga-nostop"] = Sruga(new SrugaOptions { Stop = new NoStop() }) with { OnlySize = ForgetSize.Thesis },
        ["sruga-annealed"] = Annealed(passes: 100) with { OnlySize = ForgetSize.Tenth },
        ["sruga-annealed-thesis"] = Annealed(passes: 400) with { OnlySize = ForgetSize.Thesis },
        ["sruga-reweighted"] = Sruga(new SrugaOptions
        {
            GradientAscentWeight = 0.1, FineTuningWeight = 1, DivergenceWeight = 0.25, LearningRate = 1e-3,
        }),
        ["newton-step"] = Gradient(new NewtonStepOptions(), (context, options) => context.Unlearning.NewtonStep(context.Original, options)),
        ["random-label"] = Gradient(new RandomLabelOptions { ForgettingWeight = 0.05 }, (context, options) => context.Unlearning.RandomLabel(context.Original, options)),
        ["npo"] = Npo(new NpoOptions()),
        ["npo-pcgrad"] = Npo(new NpoOptions { Rule = new PcGrad() }),
        ["npo-uncertainty"] = Npo(new NpoOptions { Rule = new UncertaintyWeighting() }), // gradient ascent has no bound
        ["calibrated-ascent"] = Gradient(
            new CalibratedAscentOptions(), (context, options) => context.Unlearning.CalibratedAscent(context.Original, options)),
        ["cau"] = Gradual(Cau),
        ["cau-no-pareto"] = Gradual(Cau with { Rule = new WeightedSum() }),
        ["cau-l2"] = Gradual(Cau with { Rule = new Mgda() }),
        ["cau-npo"] = Gradual(Cau with { ForgettingLoss = ForgettingLoss.NegativePreference }),
        ["cau-no-curriculum"] = Gradual(Cau with { Curriculum = null }),
        ["cau-gradient-difficulty"] = Gradual(Cau with { Curriculum = new Curriculum { GradientShare = 1 } }),
        ["cau-embedding-difficulty"] = Gradual(Cau with { Curriculum = new Curriculum { GradientShare = 0 } }),
        ["cau-hard"] = Gradual(Cau with { Curriculum = new Curriculum { Sampling = new HardSampling() } }),
        ["cau-soft"] = Gradual(Cau with { Curriculum = new Curriculum { Sampling = new SoftSampling() } }),
        ["ssd"] = Ssd(new SsdOptions()),
        ["ssd-strong"] = Ssd(new SsdOptions { SelectionWeight = 0.3, DampeningConstant = 0.3 }),
        ["sisa"] = new ShardedMethod(new SisaOptions(), ShardEpochs),
        ["sisa-slices"] = new ShardedMethod(new SisaOptions { Slices = 4 }, ShardEpochs),
        ["sisa-similarity"] = new ShardedMethod(
            new SisaOptions { Sharding = new SimilaritySharding(), Aggregation = new AttentionAggregation() }, ShardEpochs),
    };

    public static IEnumerable<string> Names => [.. References.Names, .. All.Keys];

    /// <summary>Those whose every request can start from the result of the one before.</summary>
    public static IEnumerable<string> Streamable => All.Where(line => line.Value.CanStream).Select(line => line.Key);

    /// <summary>Whether there is a method of a name that runs by its options alone.</summary>
    public static bool IsPlain(string name) => All.TryGetValue(name, out var method) && method.Plain is not null;

    public static BenchmarkMethod Get(string name) => All[name];

    /// <summary>Whether a method is worth running on requests of a size.</summary>
    public static bool IsFor(string name, ForgetSize size) => References.Names.Contains(name) || (All[name].OnlySize ?? size) == size;

    // SRUGA's losses by other weights; where nothing forgets, the stop rule would never be reached.
    private static SrugaOptions Weighted(double ascent, double fineTuning, double divergence, double learningRate = 1e-4) => new()
    {
        GradientAscentWeight = ascent, FineTuningWeight = fineTuning, DivergenceWeight = divergence, LearningRate = learningRate,
        Stop = ascent > 0 ? new CalibratedStop() : new NoStop(), MaximumEpochs = ascent > 0 ? new SrugaOptions().MaximumEpochs : BoundedEpochs,
    };

    private static BenchmarkMethod<T> Gradient<T>(T options, Func<MethodContext, T, UnlearningEstimator> create)
        where T : GradientUnlearningOptions => new(options, create);

    private static BenchmarkMethod<NpoOptions> Npo(NpoOptions options) =>
        Gradient(options, (context, seeded) => context.Unlearning.Npo(context.Original, seeded));

    private static BenchmarkMethod<CauOptions> Gradual(CauOptions options) =>
        Gradient(options, (context, seeded) => context.Unlearning.Cau(context.Original, seeded));

    private static BenchmarkMethod<SrugaOptions> Sruga(SrugaOptions options, bool fromRetrained = false) => new(
        options, (context, seeded) => context.Unlearning.Sruga(fromRetrained ? context.Retrained : context.Original, seeded));

    // Over 2.5 times the steps that the stop rule asks of SRUGA without annealing, so that there is something left to anneal.
    private static BenchmarkMethod<SrugaOptions> Annealed(int passes) =>
        Sruga(new SrugaOptions { ForgettingSchedule = new CosineSchedule(), MaximumEpochs = passes });

    // From the stored diagonal of the training data; in a stream, where no model has one, from what remains.
    private static BenchmarkMethod<SsdOptions> Ssd(SsdOptions options) => new(
        options, (context, seeded) => context.Unlearning.Ssd(
            context.Original, seeded with { FisherFile = context.Preparations?.Fisher().File }))
    {
        CostBefore = context => context.Preparations?.Fisher().Cost,
    };
}
