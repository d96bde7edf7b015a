using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// One step's view for a method: B_f contexts to forget and a batch of remaining windows with M targets, and what the student
/// (in training mode) and the frozen teacher (the original model in evaluation mode) make of them.
/// Each value is worked out when first asked for, once, and lives until the end of the step.
/// </summary>
public sealed class UnlearningStep
{
    private readonly TargetBatch _remaining;
    private readonly Tensor _shared;
    private Tensor? _forgetHidden;
    private Tensor? _forgetScores;
    private Tensor? _teacherForgetScores;
    private Tensor? _randomItems;
    private Tensor? _nextRetained;
    private Tensor? _hidden;
    private Tensor? _teacherHidden;
    private Tensor? _positive;
    private Tensor? _negative;
    private Tensor? _candidates;
    private Tensor? _teacherCandidates;

    internal UnlearningStep(
        SequenceModule student, UnlearningRun run, PackedSequences contexts, Tensor targets, TargetBatch remaining, Tensor sharedItems)
    {
        Student = student;
        Run = run;
        ForgetContexts = contexts;
        ForgetTargets = targets;
        _remaining = remaining;
        _shared = sharedItems;
    }

    /// <summary>The module that is being unlearned.</summary>
    public SequenceModule Student { get; }

    /// <summary>
    /// The contexts x_f as the model's task asks them, B_f sequences: the last row of each is to predict the item to forget.
    /// </summary>
    public PackedSequences ForgetContexts { get; }

    /// <summary>The items y_f to forget, one per context, B_f, int64.</summary>
    public Tensor ForgetTargets { get; }

    /// <summary>
    /// Which pairs of the forget set these are, B_f numbers from 0, for what a method keeps of single pairs. Good until the end of the step.
    /// </summary>
    public ReadOnlyMemory<int> ForgetPairs { get; internal init; }

    /// <summary>How many steps the run has done before this one.</summary>
    public int Step { get; internal init; }

    /// <summary>How many passes over the forget set were complete before this step.</summary>
    public int Epoch { get; internal init; }

    /// <summary>How many steps the run has at most.</summary>
    public long LastStep { get; internal init; }

    /// <summary>The student's hidden states h(x_f) that predict what comes after the contexts to forget, B_f×d.</summary>
    public Tensor ForgetHidden => _forgetHidden ??= AfterContexts(Student);

    /// <summary>The student's scores h(x_f)·e_{y_f} before the sigmoid, B_f.</summary>
    public Tensor ForgetScores => _forgetScores ??= ItemScores.Of(Student, ForgetHidden, ForgetTargets);

    /// <summary>The teacher's scores of the same pairs, B_f, without gradient.</summary>
    public Tensor TeacherForgetScores => _teacherForgetScores ??= ScoreForgetByTeacher();

    /// <summary>One random item for each context that is none of its user's, B_f, int64; drawn anew for every step.</summary>
    public Tensor RandomItems => _randomItems ??= Run.DrawItems(Step, ForgetPairs.Span, ForgetTargets.device);

    /// <summary>The student's scores of the remaining targets, M.</summary>
    public Tensor RemainingPositiveScores => _positive ??= ItemScores.Of(Student, RemainingHidden, _remaining.Targets);

    /// <summary>The student's scores of one negative per remaining target, M.</summary>
    public Tensor RemainingNegativeScores => _negative ??= ItemScores.Of(Student, RemainingHidden, _remaining.Negatives).squeeze(1);

    /// <summary>The student's scores of every remaining target's candidates, M×c: the target, then items that all targets share.</summary>
    public Tensor RemainingCandidateScores =>
        _candidates ??= CandidateScores.Of(Student, RemainingHidden, RemainingPositiveScores, _shared);

    /// <summary>The teacher's scores of the same candidates, M×c, without gradient.</summary>
    public Tensor TeacherCandidateScores => _teacherCandidates ??= ScoreByTeacher();

    /// <summary>
    /// The student's scores after those contexts to forget that a retained item of the user follows, M_n×c: that item, then the items that
    /// the remaining targets share; <see langword="null"/> where none follows any.
    /// </summary>
    public Tensor? NextRetainedScores => _nextRetained ??= ScoreNextRetained();

    /// <summary>What the run's steps share.</summary>
    internal UnlearningRun Run { get; }

    /// <summary>The student's hidden states that predict the remaining targets, M×d.</summary>
    internal Tensor RemainingHidden => _hidden ??= _remaining.AtTargets(Student.call(_remaining.Sequences));

    /// <summary>The teacher's, M×d, without gradient.</summary>
    internal Tensor TeacherRemainingHidden => _teacherHidden ??= EncodeByTeacher();

    /// <summary>
    /// The original's score of the control pair below which a share of them lie; the same at every step. Control pairs are validation
    /// items of users who forget nothing after their training contexts, up to 4,000 of them, with the forget set's gaps.
    /// </summary>
    /// <param name="share">In [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1).</exception>
    /// <exception cref="InvalidOperationException">There are no control pairs.</exception>
    public double ControlScore(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        return Run.ControlScore(share);
    }

    private Tensor AfterContexts(SequenceModule module) => module.call(ForgetContexts).index_select(0, ForgetContexts.LastRows);

    private Tensor ScoreForgetByTeacher()
    {
        using var noGrad = torch.no_grad();
        return ItemScores.Of(Run.Teacher, AfterContexts(Run.Teacher), ForgetTargets);
    }

    private Tensor EncodeByTeacher()
    {
        using var noGrad = torch.no_grad();
        return _remaining.AtTargets(Run.Teacher.call(_remaining.Sequences));
    }

    private Tensor? ScoreNextRetained() => CandidateScores.OfNext(
        Student, ForgetHidden, Array.ConvertAll(ForgetPairs.ToArray(), pair => Run.NextRetained[pair]), _shared);

    private Tensor ScoreByTeacher()
    {
        using var noGrad = torch.no_grad();
        var hidden = TeacherRemainingHidden;
        return CandidateScores.Of(Run.Teacher, hidden, ItemScores.Of(Run.Teacher, hidden, _remaining.Targets), _shared);
    }
}
