using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>The methods, the default first: one line for each.</summary>
internal static class MethodCatalog
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new Method<NewtonStepOptions>("newton-step", "a calibrated Newton step, the default", new(), (to, model,
            o) => to.NewtonStep(model, o)),
        new Method<SrugaOptions>("sruga", "gradient ascent, fine-tuning and an anchor", new(), (to, model, o) => to.Sruga(model, o)),
        new Method<CauOptions>("cau", "a Pareto step with a curriculum", new(), (to, model, o) => to.Cau(model, o)),
        new Method<NpoOptions>("npo", "negative preference optimisation", new(), (to, model, o) => to.Npo(model, o)),
        new Method<RandomLabelOptions>("random-label", "random items in place", new(), (to, model, o) => to.RandomLabel(model, o)),
        new Method<CalibratedAscentOptions>(
            "calibrated-ascent", "ascent to the level of pairs never seen", new(), (to, model, o) => to.CalibratedAscent(model, o)),
        new Method<SsdOptions>("ssd", "selective synaptic dampening", new(), (to, model, o) => to.Ssd(model, o)),
        new Method<RetrainOptions>("retrain", "training from scratch, the only exact one", new(), (to, model, o) => to.Retrain(model, o)),
    ];

    public static Method Get(string name) => All.Single(method => method.Name == name);
}
