using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>
/// Transcendental functions on whole registers: single-precision polynomials (those of Cephes), about two units in the last place.
/// </summary>
internal static class VectorMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(Inline)]
    internal static T Negate<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.All(-0f) - x;

    [MethodImpl(Inline)]
    internal static T Exp<T>(T x)
        where T : unmanaged, ISimd<T>
    {
        // Beyond these bounds the result is 0 or infinity anyway.
        x = T.Smaller(T.All(89f), T.Larger(T.All(-104f), x));
        T n = T.Floor(T.Fma(x, T.All(1.44269504088896341f), T.All(0.5f)));
        T r = T.Fma(n, T.All(-Ln2High), x);
        r = T.Fma(n, T.All(-Ln2Low), r);
        T y = T.Fma(T.All(1.9875691500e-4f), r, T.All(1.3981999507e-3f));
        y = T.Fma(y, r, T.All(8.3334519073e-3f));
        y = T.Fma(y, r, T.All(4.1665795894e-2f));
        y = T.Fma(y, r, T.All(1.6666665459e-1f));
        y = T.Fma(y, r, T.All(5.0000001201e-1f));
        y = T.Fma(y, r * r, r) + T.All(1f);
        // In two factors, since 2^n itself may lie outside the range of normal numbers.
        T half = T.Floor(n * T.All(0.5f));
        return y * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
    }

    [MethodImpl(Inline)]
    internal static T Log<T>(T x)
        where T : unmanaged, ISimd<T>
    {
        T tiny = T.Greater(T.All(1.17549435e-38f), x);
        T m = T.Split(T.Select(tiny, x * T.All(8388608f), x), out T e);
        e = T.Select(tiny, e - T.All(23f), e);
        T low = T.Greater(T.All(0.707106781186547524f), m);
        e = T.Select(low, e - T.All(1f), e);
        m = T.Select(low, m + m, m) - T.All(1f);
        T z = m * m;
        T y = T.Fma(T.All(7.0376836292e-2f), m, T.All(-1.1514610310e-1f));
        y = T.Fma(y, m, T.All(1.1676998740e-1f));
        y = T.Fma(y, m, T.All(-1.2420140846e-1f));
        y = T.Fma(y, m, T.All(1.4249322787e-1f));
        y = T.Fma(y, m, T.All(-1.6668057665e-1f));
        y = T.Fma(y, m, T.All(2.0000714765e-1f));
        y = T.Fma(y, m, T.All(-2.4999993993e-1f));
        y = T.Fma(y, m, T.All(3.3333331174e-1f));
        y = T.Fma(y * m, z, e * T.All(Ln2Low));
        y = T.Fma(z, T.All(-0.5f), y);
        T result = T.Fma(e, T.All(Ln2High), m + y);
        result = T.Select(T.Greater(x, T.All(float.MaxValue)), x, result);
        result = T.Select(T.Greater(x, T.Zero), result, T.All(float.NaN));
        // Zero of either sign; it is below every positive number and not below zero.
        T isZero = T.GreaterOrEqual(T.Zero, T.Abs(x));
        return T.Select(isZero, T.All(float.NegativeInfinity), result);
    }

    /// <summary>log(1 + x) for x >= 0, exact for small x.</summary>
    [MethodImpl(Inline)]
    internal static T Log1P<T>(T x)
        where T : unmanaged, ISimd<T>
    {
        T u = x + T.All(1f);
        T rounded = u - T.All(1f);
        // log(u) errs by the rounding of u; the quotient takes that back (Kahan).
        return T.Select(T.Greater(rounded, T.Zero), Log(u) * (x / rounded), x);
    }

    [MethodImpl(Inline)]
    internal static T Sigmoid<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.All(1f) / (T.All(1f) + Exp(Negate(x)));

    /// <summary>log(1 + exp(x)) without overflow.</summary>
    [MethodImpl(Inline)]
    internal static T Softplus<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.Larger(T.Zero, x) + Log1P(Exp(Negate(T.Abs(x))));

    [MethodImpl(Inline)]
    internal static T Tanh<T>(T x)
        where T : unmanaged, ISimd<T>
    {
        T size = T.Abs(x);
        T large = T.All(1f) - T.All(2f) / (Exp(size + size) + T.All(1f));
        large = T.Select(T.Greater(T.Zero, x), Negate(large), large);
        T z = x * x;
        T y = T.Fma(T.All(-5.70498872745e-3f), z, T.All(2.06390887954e-2f));
        y = T.Fma(y, z, T.All(-5.37397155531e-2f));
        y = T.Fma(y, z, T.All(1.33314422036e-1f));
        y = T.Fma(y, z, T.All(-3.33332819422e-1f));
        T small = T.Fma(y * z, x, x);
        return T.Select(T.Greater(T.All(0.625f), size), small, large);
    }

    /// <summary>
    /// The distribution function of the standard normal, and its density. Relative error below 1e-6 up to |x| = 3, growing with x squared
    /// beyond, by the rounding of the exponent.
    /// </summary>
    [MethodImpl(Inline)]
    internal static T Normal<T>(T x, out T density)
        where T : unmanaged, ISimd<T>
    {
        T size = T.Abs(x);
        T bell = Exp(size * size * T.All(-0.5f));
        density = bell * T.All(0.39894228040143268f);
        // The tail beyond |x|, divided by exp(-x^2/2), as t times a polynomial in t = 1 / (1 + .35 |x| / sqrt 2): the interpolation of
        // erfc(z) exp(z^2) / 2t in ten Chebyshev nodes of 0..1, relative error below 1e-7.
        T t = T.All(1f) / T.Fma(T.All(0.24748737f), size, T.All(1f));
        T y = T.Fma(T.All(2.129995924e-2f), t, T.All(-9.096899623e-2f));
        y = T.Fma(y, t, T.All(1.181246500e-1f));
        y = T.Fma(y, t, T.All(-5.098658564e-2f));
        y = T.Fma(y, t, T.All(7.502352969e-2f));
        y = T.Fma(y, t, T.All(5.570157394e-2f));
        y = T.Fma(y, t, T.All(8.173731991e-2f));
        y = T.Fma(y, t, T.All(9.259966360e-2f));
        y = T.Fma(y, t, T.All(9.873572811e-2f));
        y = T.Fma(y, t, T.All(9.873316442e-2f));
        T tail = y * t * bell;
        return T.Select(T.Greater(T.Zero, x), tail, T.All(1f) - tail);
    }
}
