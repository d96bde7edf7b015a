using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>The methods that benchmarks can compare, by name: one line for each. References (see <see cref="References"/>) come first.</summary>
internal static class BenchmarkMethods
{
    // What a fine-tuning without a stop of its own goes through.
    private const int FineTuningEpochs = 15;

    private static readonly SrugaOptions FineTuning = new()
    {
        GradientAscentWeight = 0, FineTuningWeight = 1, DivergenceWeight = 0, LearningRate = 1e-3,
        Stop = new NoStop(), MaximumEpochs = FineTuningEpochs,
    };

    private static readonly Dictionary<string, BenchmarkMethod> All = new()
    {
        ["retrain-plus-ft"] = Sruga(FineTuning, fromRetrained: true), // what fine-tuning alone adds to a model that never knew
        ["ft"] = Sruga(FineTuning),
        ["ga-ft"] = Sruga(new SrugaOptions { DivergenceWeight = 0 }),
        ["sruga"] = Sruga(new SrugaOptions()),
        ["sruga-patience"] = Sruga(new SrugaOptions { Stop = new PatienceStop() }),
        ["sruga-nostop"] = Sruga(new SrugaOptions { Stop = new NoStop() }) with { OnlySize = ForgetSize.Thesis },
        ["sruga-reweighted"] = Sruga(new SrugaOptions
        {
            GradientAscentWeight = 0.1, FineTuningWeight = 1, DivergenceWeight = 0.25, LearningRate = 1e-3,
        }),
        ["newton-step"] = Gradient(new NewtonStepOptions(), (context, options) => context.Unlearning.NewtonStep(context.Original, options)),
        ["cau"] = Gradient(new CauOptions(), (context, options) => context.Unlearning.Cau(context.Original, options)),
        ["npo"] = Gradient(new NpoOptions(), (context, options) => context.Unlearning.Npo(context.Original, options)),
        ["random-label"] = Gradient(new RandomLabelOptions(), (context, options) => context.Unlearning.RandomLabel(context.Original, options)),
        ["calibrated-ascent"] = Gradient(
            new CalibratedAscentOptions(), (context, options) => context.Unlearning.CalibratedAscent(context.Original, options)),
    };

    public static IEnumerable<string> Names => [.. References.Names, .. All.Keys];

    public static BenchmarkMethod Get(string name) => All[name];

    /// <summary>Whether a method is worth running on requests of a size.</summary>
    public static bool IsFor(string name, ForgetSize size) => References.Names.Contains(name) || (All[name].OnlySize ?? size) == size;

    private static BenchmarkMethod<T> Gradient<T>(T options, Func<MethodContext, T, UnlearningEstimator> create)
        where T : GradientUnlearningOptions => new(options, create);

    private static BenchmarkMethod<SrugaOptions> Sruga(SrugaOptions options, bool fromRetrained = false) => new(
        options, (context, seeded) => context.Unlearning.Sruga(fromRetrained ? context.Retrained : context.Original, seeded));
}
