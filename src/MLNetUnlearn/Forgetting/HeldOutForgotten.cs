using Microsoft.ML;

namespace MLNetUnlearn.Forgetting;

/// <summary>
/// A partition in two: the forgotten pairs that an unlearner is told of, and the others, which show whether it forgot more than the pairs
/// it was told of (thesis 5.1).
/// </summary>
/// <remarks>
/// Both views have the partition's columns and all of its remaining rows, which hold none of the forgotten items, and each its own rows to
/// forget, in the partition's order. They are read from it whenever they are read.
/// </remarks>
public sealed class HeldOutForgotten
{
    internal HeldOutForgotten(IDataView toForget, int pairsToForget, IDataView heldOut, int heldOutPairs)
    {
        (ToForget, PairsToForget, HeldOut, HeldOutPairs) = (toForget, pairsToForget, heldOut, heldOutPairs);
    }

    /// <summary>For the unlearner: nothing in it tells of the pairs held out, as if nobody had asked for them.</summary>
    public IDataView ToForget { get; }

    /// <summary>The number of different pairs of user and item to forget in <see cref="ToForget"/>, at least 1.</summary>
    public int PairsToForget { get; }

    /// <summary>For the evaluation, for example <c>Evaluate(model, retrained, heldOut)</c>.</summary>
    public IDataView HeldOut { get; }

    /// <summary>The number of different pairs of user and item to forget in <see cref="HeldOut"/>, at least 1.</summary>
    public int HeldOutPairs { get; }
}
