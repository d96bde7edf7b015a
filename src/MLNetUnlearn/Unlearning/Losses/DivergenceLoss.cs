using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_KL = mean over remaining targets of Σ p_θ0 log(p_θ0 / p_θ) (thesis eq. 6), forward divergence from the frozen teacher;
/// p is the softmax over the target's candidates: the target itself and uniform items that the step's targets share, or all items.
/// </summary>
internal static class DivergenceLoss
{
    public static Tensor Of(UnlearningStep step, DivergenceCandidates candidates = DivergenceCandidates.Sampled)
    {
        if (candidates == DivergenceCandidates.Catalogue)
        {
            return CatalogueDivergence.Of(
                step.RemainingHidden, step.Student.ItemEmbedding, step.TeacherRemainingHidden, step.Run.Teacher.ItemEmbedding,
                step.Run.ItemCount);
        }
        var student = step.RemainingCandidateScores.log_softmax(1);                             // M×c
        var teacher = step.TeacherCandidateScores.log_softmax(1);                               // M×c
        return (teacher.exp() * (teacher - student)).sum(1).mean();
    }
}
