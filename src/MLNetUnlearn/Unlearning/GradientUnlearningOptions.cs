using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Schedules;
using MLNetUnlearn.Unlearning.Steps;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// What every unlearning method by gradient steps can be told. A method adds its own weights and its objectives, and nothing
/// else: pairing of forget and remaining batches, combining gradients, clipping, stopping and logging are shared.
/// </summary>
public abstract record GradientUnlearningOptions : UnlearningOptions
{
    /// <summary>Forget contexts per step, and remaining windows per step, at least 1. Default 256 (thesis 3.4.4).</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Adam's step size, above 0. 0.0001 by default (thesis 3.4.4); a method may have another.</summary>
    public virtual double LearningRate { get; init; } = 1e-4;

    /// <summary>How Adam moves the items that a batch does not hold; it decides what a step costs. Default Deferred.</summary>
    public ItemUpdates ItemUpdates { get; init; } = ItemUpdates.Deferred;

    /// <summary>Which weights are changed. All by default; a method may have another.</summary>
    public virtual UpdatedWeights UpdatedWeights { get; init; } = UpdatedWeights.All;

    /// <summary>
    /// How the gradients of several objectives become one direction. By default <see cref="WeightedSum"/>, in CAU <see cref="Mgda"/>.
    /// </summary>
    public GradientRule Rule { get; init; } = new WeightedSum();

    /// <summary>
    /// How the weight of what forgets changes over the run; a <see cref="CosineSchedule"/> anneals it. Default
    /// <see cref="ConstantSchedule"/>.
    /// </summary>
    public Schedule ForgettingSchedule { get; init; } = new ConstantSchedule();

    /// <summary>
    /// In which order the pairs to forget come; <see langword="null"/>: shuffled for every pass. By default so, but in CAU a
    /// <see cref="Curricula.Curriculum"/>.
    /// </summary>
    public Curriculum? Curriculum { get; init; }

    /// <summary>The bound on the gradient's l2 norm, above 0. Default 1.</summary>
    public double GradientNormBound { get; init; } = 1;

    /// <summary>
    /// Passes over the forget set at most, at least 1. 1000 by default (thesis 4.7), in NewtonStep 2; the stop rule ends most runs far
    /// earlier.
    /// </summary>
    public int MaximumEpochs { get; init; } = 1000;

    /// <summary>
    /// When to stop before <see cref="MaximumEpochs"/>. By default <see cref="CalibratedStop"/>, in NewtonStep <see cref="NoStop"/>;
    /// CAU's looks nearly three times in a pass.
    /// </summary>
    public StopRule Stop { get; init; } = new CalibratedStop();

    /// <summary>
    /// Told when the stop rule looks, or after every epoch where it never does, on the thread that unlearns; what it throws ends the run.
    /// Default <see langword="null"/>.
    /// </summary>
    [JsonIgnore]
    public IProgress<UnlearningReport>? Progress { get; init; }

    /// <summary>What a step minimises: at least one objective, as many at every step and in the same order.</summary>
    /// <param name="step">The step's batches, and what the student and the frozen teacher make of them. Tensors that a
    /// loss creates belong on the device of <see cref="UnlearningStep.ForgetTargets"/>.</param>
    public abstract IReadOnlyList<Objective> Objectives(UnlearningStep step);

    /// <summary>A move of the item table before the first step and after the last; null for methods that take steps only.</summary>
    internal virtual IItemMove? Move(SequenceModule original, UnlearningJob job) => null;

    internal override bool LooksAtUsers => true;

    internal override UnlearningOptions ForRun(
        int seed, IProgress<UnlearningReport> steps, IProgress<TrainingProgress> epochs, CancellationToken cancellationToken) =>
        this with { Seed = seed, CancellationToken = cancellationToken, Progress = steps };

    // What is of an abstract type is written by its own.
    internal override void AddTo(RunFingerprint fingerprint) => fingerprint
        .Add(this with { Seed = null }).Add(Stop).Add(Rule).Add(ForgettingSchedule).Add(Curriculum?.Sampling ?? (object)"");

    internal sealed override SequenceModule Unlearn(UnlearningJob job)
    {
        job.CheckHasForget(Name);
        using var threads = ThreadCount.Use(Threads);
        using var teacher = job.CopyOriginal();
        return NewModule.Prepared(job.CopyOriginal(), student =>
        {
            using (new FrozenWeights(student, UpdatedWeights))
                new UnlearningLoop(student, teacher, job, this).Run();
            student.zero_grad(); // the last step's gradients are as large as the weights, and tell of what was forgotten
        });
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireCount(nameof(BatchSize), BatchSize);
        problems.RequirePositive(nameof(LearningRate), LearningRate);
        problems.Require(Enum.IsDefined(ItemUpdates), nameof(ItemUpdates), ItemUpdates, "Deferred, Dense or Lazy");
        problems.Require(Enum.IsDefined(UpdatedWeights), nameof(UpdatedWeights), UpdatedWeights, "All or ItemEmbedding");
        problems.Require(Rule is not null, nameof(Rule), Rule, $"a gradient rule such as {nameof(WeightedSum)}");
        Rule?.Check(problems);
        problems.Require(
            ForgettingSchedule is not null, nameof(ForgettingSchedule), ForgettingSchedule, $"a schedule such as {nameof(CosineSchedule)}");
        ForgettingSchedule?.Check(problems);
        Curriculum?.Check(problems);
        problems.RequirePositive(nameof(GradientNormBound), GradientNormBound);
        problems.RequireCount(nameof(MaximumEpochs), MaximumEpochs);
        problems.Require(Stop is not null, nameof(Stop), Stop, $"a stop rule such as {nameof(CalibratedStop)} or {nameof(NoStop)}");
        Stop?.Check(problems);
    }
}
