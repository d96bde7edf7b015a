using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>Hears of one run's gradient steps.</summary>
internal sealed class StepCounter : IProgress<UnlearningReport>, IProgress<TrainingProgress>
{
    /// <summary>The steps of the run; null when nothing was told.</summary>
    public long? Steps { get; private set; }

    public void Report(UnlearningReport value) => Steps = value.Step;

    public void Report(TrainingProgress value) => Steps = value.Step;
}
