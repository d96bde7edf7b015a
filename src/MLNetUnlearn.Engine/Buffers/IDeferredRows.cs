using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Buffers;

/// <summary>Rows whose numbers are worked out when somebody is about to look at them.</summary>
internal interface IDeferredRows
{
    /// <summary>Brings all rows up to date.</summary>
    void CatchUp();

    /// <summary>Brings some rows of a tensor up to date; numbers that are no rows are passed over.</summary>
    /// <returns>False when the tensor has other rows than the deferred ones: then nothing was done.</returns>
    bool CatchUp(TensorImpl table, ReadOnlySpan<long> rows);
}
