namespace MLNetUnlearn.Tensors;

/// <summary>
/// Scaled dot-product attention over sequences that lie one behind another without padding (T×d and B+1 offsets).
/// </summary>
internal static class PackedAttention
{
    /// <summary>softmax(q·kᵀ/√(d/heads))·v within each sequence (Vaswani et al. 2017, eq. 1), dropout on the weights.</summary>
    /// <returns>T×d.</returns>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, PackedSequences at, int heads, double p, long noise, bool causal)
    {
#if TORCHSHARP
        var layout = new PaddedLayout(at.OffsetValues, at.Longest, at.Rows, query.device);
        var (batch, longest, size) = (at.Count, at.Longest, query.shape[1]);
        var q = layout.Pad(query, batch, longest, heads);                                   // B×h×L×dh
        var k = layout.Pad(key, batch, longest, heads);
        var v = layout.Pad(value, batch, longest, heads);
        var scores = torch.matmul(q, k.transpose(2, 3)) / Math.Sqrt((double)size / heads);    // B×h×L×L
        var weights = (scores + layout.Mask(batch, longest, causal)).softmax(-1);
        if (p > 0)
            weights = weights * layout.DropoutMask(batch, longest, heads, p, noise);
        var mixed = torch.matmul(weights, v).transpose(1, 2).reshape(batch * longest, size); // (B·L)×d
        return mixed.index_select(0, layout.RealSlots());
#else
        return PackedOps.Attention(query, key, value, at.Offsets, heads, p, noise, causal);
#endif
    }
}
