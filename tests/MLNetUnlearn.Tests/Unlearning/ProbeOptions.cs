using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>A method whose one loss a test writes down.</summary>
internal sealed record ProbeOptions([property: JsonIgnore] Func<UnlearningStep, Tensor> Probe) : GradientUnlearningOptions
{
    public override string Name => "Probe";

    public override IReadOnlyList<Objective> Objectives(UnlearningStep step) => [new("Probe", Probe(step))];
}

/// <summary>A stop rule that notes what it is told, and stops after some checks.</summary>
internal sealed record ProbeStop(List<UnlearningProgress> Seen, int Every = 1, int Checks = 1) : StopRule
{
    public override int StepsBetweenChecks(int stepsPerEpoch) => Every;

    public override bool IsReached(UnlearningProgress progress)
    {
        Seen.Add(progress);
        return Seen.Count == Checks;
    }

    protected override void Check(OptionProblems problems)
    {
    }
}
