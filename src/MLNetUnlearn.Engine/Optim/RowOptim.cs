using MLNetUnlearn.Engine.Modules;

namespace MLNetUnlearn.Engine;

/// <summary>Optimisers that know of tables of which a batch looks up a few rows. Not part of TorchSharp.</summary>
public static class RowOptim
{
    /// <summary>
    /// Adam with a choice of how the rows move that a step did not look up. A parameter whose gradient did not come from look-ups alone is
    /// updated in full, whatever the choice. There is no weight decay and no AMSGrad: with them, steps without gradient have no closed
    /// form.
    /// </summary>
    /// <param name="parameters">What to optimise.</param>
    /// <param name="updates">
    /// How rows without gradient move. <see cref="RowUpdates.Deferred"/> needs <paramref name="beta1"/> below <paramref name="beta2"/> and
    /// is <see cref="RowUpdates.Dense"/> otherwise.
    /// </param>
    /// <param name="lr">The learning rate, at least 0; it may change between steps.</param>
    /// <param name="beta1">The decay of the mean of gradients, 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of squared gradients, 0 to less than 1.</param>
    /// <param name="eps">Added to the root of the mean of squares, at least 0.</param>
    /// <returns>
    /// The optimiser. While rows are deferred it keeps their memory, even when the parameter is disposed; disposing it brings them up to
    /// date.
    /// </returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static Adam Adam(
        IEnumerable<Parameter> parameters,
        RowUpdates updates,
        double lr = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-8)
    {
        if (!Enum.IsDefined(updates)) throw new ArgumentException($"Invalid row updates: {updates}");
        return new Adam(parameters, updates, lr, beta1, beta2, eps);
    }

    /// <summary>Brings all rows of an optimiser's parameters and moments up to date, which otherwise happens when they are read.</summary>
    /// <param name="optimizer">Any Adam.</param>
    public static void CatchUp(Adam optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.CatchUp();
    }
}
