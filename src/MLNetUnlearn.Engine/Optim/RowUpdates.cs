namespace MLNetUnlearn.Engine;

/// <summary>
/// What Adam does with the rows of a table that were not looked up, and so have a gradient of zero. Not part of TorchSharp.
/// </summary>
public enum RowUpdates
{
    /// <summary>
    /// All rows move at every step by what is left of their momentum: <c>torch.optim.Adam</c>. A step costs the whole table.
    /// </summary>
    Dense,

    /// <summary>
    /// The same, but a row takes the steps it has missed, all at once and in closed form, when its numbers are next read, be it in the
    /// table or in the moments. A step costs the rows that were looked up. Differs from <see cref="Dense"/> by rounding, and by terms of
    /// second order in eps over the root of the mean of squares.
    /// </summary>
    Deferred,

    /// <summary>
    /// Rows that were not looked up stay as they are, moments and all; the corrections for the moments' start count all steps. A step costs
    /// the rows that were looked up. This is another optimiser (PyTorch's SparseAdam): rare rows move less.
    /// </summary>
    Lazy,
}
