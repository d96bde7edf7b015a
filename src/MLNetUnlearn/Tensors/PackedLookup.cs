namespace MLNetUnlearn.Tensors;

/// <summary>Arithmetic with the embeddings of packed items, without a copy of them where the tensor library can.</summary>
internal static class PackedLookup
{
    /// <summary>factor · items[itemRows] + positions[positionRows]: T×d.</summary>
    public static Tensor Sum(Embedding items, Tensor itemRows, double factor, Embedding positions, Tensor positionRows) =>
#if TORCHSHARP
        (items.call(itemRows) * factor) + positions.call(positionRows);
#else
        LookupOps.Sum(items.weight!, itemRows, factor, positions.weight!, positionRows);
#endif

    /// <summary>
    /// h·e for each of T hidden states (T×d) and the embedding of its item, T, or of each of its k items, T×k; as many as item rows.
    /// </summary>
    public static Tensor Dot(Tensor hidden, Embedding items, Tensor itemRows) =>
#if TORCHSHARP
        itemRows.dim() == 1 ? (hidden * items.call(itemRows)).sum(1)
        : itemRows.shape[1] == 1 ? (hidden * items.call(itemRows.squeeze(1))).sum(1, keepdim: true)
        : items.call(itemRows).matmul(hidden.unsqueeze(2)).squeeze(2);
#else
        LookupOps.Dot(hidden, items.weight!, itemRows);
#endif
}
