namespace MLNetUnlearn.Unlearning;

/// <summary>How far unlearning has come, as its stop rule sees it. Both Hit@10 are taken among 100 random negatives.</summary>
/// <param name="Step">Gradient steps so far.</param>
/// <param name="Epoch">Passes over the forget set completed so far.</param>
/// <param name="ForgetHit">Hit@10 on the pairs to forget, 0 to 1.</param>
/// <param name="ControlHit">Hit@10 on control pairs the model never saw, 0 to 1.</param>
/// <param name="FirstControlHit">The same before the first step, 0 to 1.</param>
/// <param name="EpochsSinceForgetHitFell">Epochs since <paramref name="ForgetHit"/> was last at a new low.</param>
public sealed record UnlearningProgress(
    int Step, int Epoch, double ForgetHit, double ControlHit, double FirstControlHit, int EpochsSinceForgetHitFell);
