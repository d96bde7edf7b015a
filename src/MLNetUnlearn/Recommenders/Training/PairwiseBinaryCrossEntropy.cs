namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// Binary cross-entropy with one negative per target (Kang and McAuley 2018, eq. 7; thesis eq. 1):
/// −log σ(s⁺) − log(1 − σ(s⁻)), averaged over the targets.
/// </summary>
internal static class PairwiseBinaryCrossEntropy
{
    public static Tensor Of(Tensor positive, Tensor negative) =>
        (nn.functional.softplus(-positive) + nn.functional.softplus(negative)).mean();
}
