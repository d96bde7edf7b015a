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
    private readonly SequenceModule _teacher;
    private readonly TargetBatch _remaining;
    private readonly Tensor _shared;
    private readonly Lazy<int[]> _nextItems; // per pair of the forget set, the retained item that follows its context, 0 for none
    private Tensor? _forgetHidden;
    private Tensor? _forgetScores;
    private Tensor? _teacherForgetScores;
    private Tensor? _nextRetained;
    private Tensor? _hidden;
    private Tensor? _positive;
    private Tensor? _negative;
    private Tensor? _candidates;
    private Tensor? _teacherCandidates;

    internal UnlearningStep(
        SequenceModule student, SequenceModule teacher, PackedSequences contexts, Tensor targets, TargetBatch remaining, Tensor sharedItems,
        Lazy<int[]> nextItems)
    {
        Student = student;
        _teacher = teacher;
        ForgetContexts = contexts;
        ForgetTargets = targets;
        _remaining = remaining;
        _shared = sharedItems;
        _nextItems = nextItems;
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

    /// <summary>The student's scores of the remaining targets, M.</summary>
    public Tensor RemainingPositiveScores => _positive ??= ItemScores.Of(Student, Hidden, _remaining.Targets);

    /// <summary>The student's scores of one negative per remaining target, M.</summary>
    public Tensor RemainingNegativeScores => _negative ??= ItemScores.Of(Student, Hidden, _remaining.Negatives).squeeze(1);

    /// <summary>The student's scores of every remaining target's candidates, M×c: the target, then items that all targets share.</summary>
    public Tensor RemainingCandidateScores => _candidates ??= CandidateScores.Of(Student, Hidden, RemainingPositiveScores, _shared);

    /// <summary>The teacher's scores of the same candidates, M×c, without gradient.</summary>
    public Tensor TeacherCandidateScores => _teacherCandidates ??= ScoreByTeacher();

    /// <summary>
    /// The student's scores after those contexts to forget that a retained item of the user follows, M_n×c: that item, then the items that
    /// the remaining targets share; <see langword="null"/> where none follows any.
    /// </summary>
    public Tensor? NextRetainedScores => _nextRetained ??= ScoreNextRetained();

    private Tensor Hidden => _hidden ??= _remaining.AtTargets(Student.call(_remaining.Sequences));

    private Tensor AfterContexts(SequenceModule module) => module.call(ForgetContexts).index_select(0, ForgetContexts.LastRows);

    private Tensor ScoreForgetByTeacher()
    {
        using var noGrad = torch.no_grad();
        return ItemScores.Of(_teacher, AfterContexts(_teacher), ForgetTargets);
    }

    private Tensor? ScoreNextRetained() => CandidateScores.OfNext(
        Student, ForgetHidden, Array.ConvertAll(ForgetPairs.ToArray(), pair => _nextItems.Value[pair]), _shared);

    private Tensor ScoreByTeacher()
    {
        using var noGrad = torch.no_grad();
        var hidden = _remaining.AtTargets(_teacher.call(_remaining.Sequences));
        return CandidateScores.Of(_teacher, hidden, ItemScores.Of(_teacher, hidden, _remaining.Targets), _shared);
    }
}
