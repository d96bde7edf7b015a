using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>A method whose rule a test writes down.</summary>
internal sealed record ProbeOptions(Func<UnlearningStep, Tensor> Rule) : GradientUnlearningOptions
{
    public override string Name => "Probe";

    public override Tensor Loss(UnlearningStep step) => Rule(step);
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
