namespace MLNetUnlearn.Tensors;

/// <summary>
/// What Adam does with the embeddings of items that a batch does not hold. Their gradient is zero, but Adam's momentum goes on moving them.
/// What is said of a step's cost holds in the default build; TorchSharp's gradient is as large as the catalogue, so that every step reads
/// and writes that much.
/// </summary>
public enum ItemUpdates
{
    /// <summary>
    /// An item takes the steps it has missed when it is next looked up, all at once and in closed form: the same trajectory as
    /// <see cref="Dense"/> but for rounding and terms of second order in Adam's ε. A step costs the items of its batch. Where Adam's second
    /// decay is not above its first, 0.9, there is no closed form, and this is <see cref="Dense"/>. On TorchSharp it is that too on a GPU
    /// and for a table above 2 GiB.
    /// </summary>
    Deferred,

    /// <summary>All items move at every step, as Adam is written. A step costs the whole catalogue.</summary>
    Dense,

    /// <summary>
    /// Items outside the batch stay where they are, with their momentum. A step costs the items of its batch. This is another optimiser
    /// (often called lazy or sparse Adam): rare items move less, and early epochs rank worse.
    /// </summary>
    Lazy,
}
