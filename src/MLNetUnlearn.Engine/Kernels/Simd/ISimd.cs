using System.Runtime.Intrinsics;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>
/// A register of floats. Kernels are written once against this interface; the compiler makes one machine version per width, as fast as if
/// written by hand. Comparisons give a mask (all bits or none per lane) for <see cref="Select"/>.
/// </summary>
internal unsafe interface ISimd<T>
    where T : unmanaged, ISimd<T>
{
    /// <summary>The number of floats in the register.</summary>
    static abstract int Count { get; }

    static abstract T Zero { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>0, 1, 2 and so on.</summary>
    static abstract T Indices { get; }

    static abstract T All(float value);

    static abstract T Load(float* from);

    static abstract void Store(T value, float* to);

    /// <summary>left * right + add, rounded once where the machine can.</summary>
    static abstract T Fma(T left, T right, T add);

    /// <summary>The smaller value per lane; NaN if either is NaN.</summary>
    static abstract T Min(T left, T right);

    /// <summary>The larger value per lane; NaN if either is NaN.</summary>
    static abstract T Max(T left, T right);

    /// <summary>The larger value per lane, in one instruction; NaN at least where the right operand is.</summary>
    static abstract T Larger(T left, T right);

    /// <summary>The smaller value per lane, in one instruction; NaN at least where the right operand is.</summary>
    static abstract T Smaller(T left, T right);

    static abstract T Sqrt(T value);

    static abstract T Abs(T value);

    static abstract T Floor(T value);

    static abstract T Greater(T left, T right);

    static abstract T GreaterOrEqual(T left, T right);

    /// <summary>In how many lanes left is at least right; a lane with NaN does not count.</summary>
    static abstract int CountAtLeast(T left, T right);

    /// <summary>Bit i is set where left is greater than right in lane i.</summary>
    static abstract ulong BitsGreater(T left, T right);

    static abstract T Select(T mask, T yes, T no);

    /// <summary>2 to the power of an integral value in -126..127.</summary>
    static abstract T PowerOfTwo(T exponent);

    /// <summary>The first values, zeros in the other lanes.</summary>
    static abstract T LoadPart(float* from, int count);

    /// <summary>Stores the first lanes.</summary>
    static abstract void StorePart(T value, float* to, int count);

    /// <summary>One bit for each lane, from the lowest on: whether it is not zero.</summary>
    static abstract ulong NotZero(T value);

    /// <summary>The sums of the lanes of four registers: added up together they take half the time.</summary>
    static abstract Vector128<float> Sums(T value0, T value1, T value2, T value3);

    /// <summary>Splits a positive normal number into mantissa in [0.5, 1) and exponent.</summary>
    static abstract T Split(T value, out T exponent);

    static abstract float First(T value);

    static abstract float Sum(T value);

    /// <summary>The largest lane; NaN lanes may be overlooked.</summary>
    static abstract float Largest(T value);

    /// <summary>The mask of lanes i for which the counter hash of <paramref name="index"/> + i is at least the threshold.</summary>
    static abstract T Keep(uint index, uint seed0, uint seed1, uint threshold);
}
