using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Sums over one row.</summary>
internal static unsafe class RowMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Dot<T>(float* left, float* right, int count)
        where T : unmanaged, ISimd<T>
    {
        T sum0 = T.Zero, sum1 = T.Zero;
        int i = 0;
        for (; i <= count - 2 * T.Count; i += 2 * T.Count)
        {
            sum0 = T.Fma(T.Load(left + i), T.Load(right + i), sum0);
            sum1 = T.Fma(T.Load(left + i + T.Count), T.Load(right + i + T.Count), sum1);
        }
        for (; i <= count - T.Count; i += T.Count) sum0 = T.Fma(T.Load(left + i), T.Load(right + i), sum0);
        float sum = T.Sum(sum0 + sum1);
        for (; i < count; i++) sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Four inner products with one left side; more of them at once keep the machine busy while lanes are added up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Dots<T>(float* left, float* right0, float* right1, float* right2, float* right3, int count, float* result)
        where T : unmanaged, ISimd<T>
    {
        T sum0 = T.Zero, sum1 = T.Zero, sum2 = T.Zero, sum3 = T.Zero;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count)
        {
            T x = T.Load(left + i);
            sum0 = T.Fma(x, T.Load(right0 + i), sum0);
            sum1 = T.Fma(x, T.Load(right1 + i), sum1);
            sum2 = T.Fma(x, T.Load(right2 + i), sum2);
            sum3 = T.Fma(x, T.Load(right3 + i), sum3);
        }
        float s0 = T.Sum(sum0), s1 = T.Sum(sum1), s2 = T.Sum(sum2), s3 = T.Sum(sum3);
        for (; i < count; i++)
        {
            s0 += left[i] * right0[i];
            s1 += left[i] * right1[i];
            s2 += left[i] * right2[i];
            s3 += left[i] * right3[i];
        }
        result[0] = s0;
        result[1] = s1;
        result[2] = s2;
        result[3] = s3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum<T>(float* values, int count)
        where T : unmanaged, ISimd<T>
    {
        T sum0 = T.Zero, sum1 = T.Zero;
        int i = 0;
        for (; i <= count - 2 * T.Count; i += 2 * T.Count)
        {
            sum0 += T.Load(values + i);
            sum1 += T.Load(values + i + T.Count);
        }
        for (; i <= count - T.Count; i += T.Count) sum0 += T.Load(values + i);
        float sum = T.Sum(sum0 + sum1);
        for (; i < count; i++) sum += values[i];
        return sum;
    }

    /// <summary>The sum of (value - mean) squared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Deviation<T>(float* values, int count, float mean)
        where T : unmanaged, ISimd<T>
    {
        T means = T.All(mean), squares = T.Zero;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count)
        {
            T difference = T.Load(values + i) - means;
            squares = T.Fma(difference, difference, squares);
        }
        float sum = T.Sum(squares);
        for (; i < count; i++) sum += (values[i] - mean) * (values[i] - mean);
        return sum;
    }

    /// <summary>The largest value, NaN overlooked; negative infinity of nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest<T>(float* values, int count)
        where T : unmanaged, ISimd<T>
    {
        T most = T.All(float.NegativeInfinity);
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) most = T.Larger(most, T.Load(values + i));
        float result = T.Largest(most);
        for (; i < count; i++) result = Math.Max(result, values[i]);
        return result;
    }

    /// <summary>Writes exp(value - shift) and returns the sum of what was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float ExpSum<T>(float* values, float* result, int count, float shift)
        where T : unmanaged, ISimd<T>
    {
        T shifts = T.All(shift), sums = T.Zero;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count)
        {
            T e = VectorMath.Exp(T.Load(values + i) - shifts);
            T.Store(e, result + i);
            sums += e;
        }
        float sum = T.Sum(sums);
        if (i == count) return sum;
        T last = VectorMath.Exp(Part.Load<T>(values + i, count - i) - shifts);
        Part.Store(last, result + i, count - i);
        for (; i < count; i++) sum += result[i];
        return sum;
    }

    /// <summary>The sum of exp(value - shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float ExpSum<T>(float* values, int count, float shift)
        where T : unmanaged, ISimd<T>
    {
        T shifts = T.All(shift), sums = T.Zero;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) sums += VectorMath.Exp(T.Load(values + i) - shifts);
        float sum = T.Sum(sums);
        if (i == count) return sum;
        T last = VectorMath.Exp(Part.Load<T>(values + i, count - i) - shifts);
        for (int lane = 0; lane < count - i; lane++) sum += ((float*)&last)[lane];
        return sum;
    }

    /// <summary>to += from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<T>(float* to, float* from, int count)
        where T : unmanaged, ISimd<T>
    {
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) T.Store(T.Load(to + i) + T.Load(from + i), to + i);
        for (; i < count; i++) to[i] += from[i];
    }

    /// <summary>to = from + amount.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Shift<T>(float* to, float* from, float amount, int count)
        where T : unmanaged, ISimd<T>
    {
        T amounts = T.All(amount);
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) T.Store(T.Load(from + i) + amounts, to + i);
        for (; i < count; i++) to[i] = from[i] + amount;
    }

    /// <summary>to = factor * from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Scale<T>(float* to, float* from, float factor, int count)
        where T : unmanaged, ISimd<T>
    {
        T factors = T.All(factor);
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) T.Store(factors * T.Load(from + i), to + i);
        for (; i < count; i++) to[i] = factor * from[i];
    }
}
