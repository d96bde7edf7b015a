namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>A register of 32-bit lanes: in each a whole number, or two of 16 bits. Sums wrap around.</summary>
internal unsafe interface IShorts<T>
    where T : unmanaged, IShorts<T>
{
    /// <summary>Whether the machine has such registers and <see cref="MultiplyAdd"/>; else nothing here may be called.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The number of 32-bit lanes.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T All(int value);

    static abstract T Load(int* from);

    static abstract void Store(T value, int* to);

    /// <summary>Sums of 16 bits.</summary>
    static abstract T AddShorts(T left, T right);

    /// <summary>Per lane the sum of the two products of its 16-bit numbers.</summary>
    static abstract T MultiplyAdd(T left, T right);

    /// <summary>Bit i is set where left is greater than right in lane i.</summary>
    static abstract ulong BitsGreater(T left, T right);

    /// <summary>The smaller one per lane, negative ones counting as larger than all others.</summary>
    static abstract T Least(T left, T right);

    /// <summary>Whether any lane is from 0 up to that of <paramref name="last"/>, which is not negative.</summary>
    static abstract bool AnyWithin(T value, T last);

    /// <summary>
    /// Multiplies twice <see cref="Count"/> values and rounds them to the nearest whole numbers of 16 bits, into which they fit.
    /// </summary>
    static abstract void Round(float* from, float scale, short* to);
}
