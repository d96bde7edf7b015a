using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        Vector128<float> sums = T.Sums(sum0, sum1, sum2, sum3);
        for (; i < count; i++) sums += Vector128.Create(right0[i], right1[i], right2[i], right3[i]) * left[i];
        sums.Store(result);
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

    /// <summary>to += factor * from, the product rounded first, as if it had been stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaled<T>(float* to, float* from, float factor, int count)
        where T : unmanaged, ISimd<T>
    {
        T factors = T.All(factor);
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) T.Store(T.Load(to + i) + factors * T.Load(from + i), to + i);
        for (; i < count; i++) to[i] += factor * from[i];
    }

    /// <summary>to = from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy<T>(float* to, float* from, int count)
        where T : unmanaged, ISimd<T>
    {
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) T.Store(T.Load(from + i), to + i);
        for (; i < count; i++) to[i] = from[i];
    }

    /// <summary>to += four rows that lie one behind another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddFour<T>(float* to, float* from, int count)
        where T : unmanaged, ISimd<T>
    {
        float* row1 = from + count, row2 = row1 + count, row3 = row2 + count;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count)
            T.Store(T.Load(to + i) + (T.Load(from + i) + T.Load(row1 + i) + (T.Load(row2 + i) + T.Load(row3 + i))), to + i);
        for (; i < count; i++) to[i] += from[i] + row1[i] + (row2[i] + row3[i]);
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
