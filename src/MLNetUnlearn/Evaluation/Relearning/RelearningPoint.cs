namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>How well a model ranks the forgotten items after some steps of fine-tuning on them.</summary>
/// <param name="Step">Gradient steps so far, 0 before the first.</param>
/// <param name="Hit">Hit@10 on the forgotten pairs, in [0, 1].</param>
public sealed record RelearningPoint(int Step, double Hit);
