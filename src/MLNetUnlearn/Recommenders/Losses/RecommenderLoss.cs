using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// What training minimises. A loss of your own derives from this; only those named here can be saved with a model or a checkpoint. A model
/// of your own can bring its own loss all the same: its options override <see cref="RecommenderOptions.Loss"/> with
/// <see cref="JsonIgnoreAttribute"/> and that loss as default.
/// </summary>
[JsonDerivedType(typeof(BinaryCrossEntropyLoss), "BinaryCrossEntropy")]
[JsonDerivedType(typeof(GeneralizedBinaryCrossEntropyLoss), "GeneralizedBinaryCrossEntropy")]
[JsonDerivedType(typeof(SampledSoftmaxLoss), "SampledSoftmax")]
[JsonDerivedType(typeof(SoftmaxCrossEntropyLoss), "SoftmaxCrossEntropy")]
public abstract record RecommenderLoss
{
    /// <summary>k, how many negatives are drawn for each target, 0 to 65,535; 0 unless overridden.</summary>
    public virtual int NegativesPerTarget => 0;

    /// <summary>
    /// Whether scores become one distribution over the items, by a softmax; otherwise each score is a log-odds of its own. Methods that go
    /// by probabilities ask. False unless overridden.
    /// </summary>
    public virtual bool IsSoftmax => false;

    /// <summary>The loss of a batch.</summary>
    /// <param name="input">Hidden states, targets and negatives.</param>
    /// <returns>A scalar, the mean over the targets.</returns>
    public abstract Tensor Of(LossInput input);

    /// <summary>Adds what is wrong with the loss to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(
            NegativesPerTarget is >= 0 and <= ushort.MaxValue, $"Loss.{nameof(NegativesPerTarget)}", NegativesPerTarget, "0 to 65535");
    }

    /// <summary>Requires 1 to 65,535 negatives.</summary>
    private protected static void CheckNegatives(OptionProblems problems, int negatives)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(negatives is >= 1 and <= ushort.MaxValue, "Loss.Negatives", negatives, "1 to 65535");
    }
}
