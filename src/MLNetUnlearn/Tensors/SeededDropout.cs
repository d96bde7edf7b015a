namespace MLNetUnlearn.Tensors;

/// <summary>
/// Dropout whose mask is a function of a key and the element's index, so that it needs no generator state
/// and is the same for any number of threads and on either tensor library.
/// </summary>
internal static class SeededDropout
{
    /// <summary>Zeroes each element with probability <paramref name="p"/> and scales the rest by 1/(1−p).</summary>
    public static Tensor Apply(Tensor input, double p, long key)
    {
        if (p == 0)
            return input;
#if TORCHSHARP
        var threshold = CounterHash.Threshold(p);
        var kept = (float)(1 / (1 - p));
        var mask = new float[input.numel()];
        for (var i = 0; i < mask.Length; i++)
            mask[i] = CounterHash.Bits(key, (uint)i) >= threshold ? kept : 0;
        return input * torch.tensor(mask, input.shape, device: input.device);
#else
        return SeededOps.Dropout(input, p, key);
#endif
    }

    /// <summary>The dropout of max(input, 0).</summary>
    public static Tensor OfRelu(Tensor input, double p, long key) =>
#if TORCHSHARP
        Apply(input.relu(), p, key);
#else
        SeededOps.ReluDropout(input, p, key);
#endif

    /// <summary>sum + the dropout of the input.</summary>
    public static Tensor AddTo(Tensor sum, Tensor input, double p, long key) =>
#if TORCHSHARP
        sum + Apply(input, p, key);
#else
        SeededOps.AddDropout(sum, input, p, key);
#endif
}
