using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Four floats: NEON, SSE, WebAssembly; in software where there is nothing else.</summary>
internal readonly unsafe struct F128 : ISimd<F128>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> _value;

    [MethodImpl(Inline)]
    private F128(Vector128<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector128<float>.Count;
    }

    public static F128 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector128<float>.Zero);
    }

    public static F128 Indices
    {
        [MethodImpl(Inline)]
        get => new(Vector128<float>.Indices);
    }

    [MethodImpl(Inline)]
    public static F128 operator +(F128 left, F128 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static F128 operator -(F128 left, F128 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static F128 operator *(F128 left, F128 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static F128 operator /(F128 left, F128 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static F128 All(float value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static F128 Load(float* from) => new(Vector128.Load(from));

    [MethodImpl(Inline)]
    public static void Store(F128 value, float* to) => value._value.Store(to);

    [MethodImpl(Inline)]
    public static F128 Fma(F128 left, F128 right, F128 add) => new(Vector128.MultiplyAddEstimate(left._value, right._value, add._value));

    [MethodImpl(Inline)]
    public static F128 Min(F128 left, F128 right) => new(Vector128.Min(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 Max(F128 left, F128 right) => new(Vector128.Max(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 Larger(F128 left, F128 right) => new(Vector128.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 Smaller(F128 left, F128 right) => new(Vector128.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 Sqrt(F128 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static F128 Abs(F128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(Inline)]
    public static F128 Floor(F128 value) => new(Vector128.Floor(value._value));

    [MethodImpl(Inline)]
    public static F128 Greater(F128 left, F128 right) => new(Vector128.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 GreaterOrEqual(F128 left, F128 right) => new(Vector128.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static F128 Select(F128 mask, F128 yes, F128 no) => new(Vector128.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(Inline)]
    public static ulong BitsGreater(F128 left, F128 right) => Vector128.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    public static int CountAtLeast(F128 left, F128 right)
        => BitOperations.PopCount(Vector128.GreaterThanOrEqual(left._value, right._value).ExtractMostSignificantBits());

    [MethodImpl(Inline)]
    public static F128 PowerOfTwo(F128 exponent)
        => new(Vector128.ShiftLeft(Vector128.ConvertToInt32Native(exponent._value) + Vector128.Create(127), 23).AsSingle());

    [MethodImpl(Inline)]
    public static F128 Split(F128 value, out F128 exponent)
    {
        Vector128<int> bits = value._value.AsInt32();
        exponent = new(Vector128.ConvertToSingle(Vector128.ShiftRightLogical(bits, 23) - Vector128.Create(126)));
        return new(((bits & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F000000)).AsSingle());
    }

    [MethodImpl(Inline)]
    internal static F128 From(Vector128<float> value) => new(value);

    [MethodImpl(Inline)]
    internal static Vector128<float> To(F128 value) => value._value;

    [MethodImpl(Inline)]
    public static float First(F128 value) => value._value.ToScalar();

    [MethodImpl(Inline)]
    public static float Sum(F128 value) => Vector128.Sum(value._value);

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(F128 value0, F128 value1, F128 value2, F128 value3)
    {
        if (!Sse3.IsSupported) return Vector128.Create(Sum(value0), Sum(value1), Sum(value2), Sum(value3));
        return Sse3.HorizontalAdd(
            Sse3.HorizontalAdd(value0._value, value1._value), Sse3.HorizontalAdd(value2._value, value3._value));
    }

    public static F128 LoadPart(float* from, int count) => new(Vector128.Create(
        count > 0 ? from[0] : 0, count > 1 ? from[1] : 0, count > 2 ? from[2] : 0, count > 3 ? from[3] : 0));

    public static void StorePart(F128 value, float* to, int count)
    {
        if (count > 0) to[0] = value._value[0];
        if (count > 1) to[1] = value._value[1];
        if (count > 2) to[2] = value._value[2];
        if (count > 3) to[3] = value._value[3];
    }

    [MethodImpl(Inline)]
    public static ulong NotZero(F128 value)
        => ~(ulong)Vector128.Equals(value._value, Vector128<float>.Zero).ExtractMostSignificantBits() & ((1UL << Count) - 1);

    [MethodImpl(Inline)]
    public static float Largest(F128 value)
    {
        var half = Vector128.MaxNative(value._value, Vector128.Shuffle(value._value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(Inline)]
    public static F128 Keep(uint index, uint seed0, uint seed1, uint threshold)
    {
        Vector128<uint> bits = Vector128.Create(index) + Vector128<uint>.Indices;
        // The vector form of CounterHash.Mix.
        bits ^= Vector128.Create(seed0);
        bits = (bits ^ Vector128.ShiftRightLogical(bits, 16)) * Vector128.Create(0x7FEB352Du);
        bits = ((bits ^ Vector128.ShiftRightLogical(bits, 15)) + Vector128.Create(seed1)) * Vector128.Create(0x846CA68Bu);
        bits ^= Vector128.ShiftRightLogical(bits, 16);
        return new(Vector128.GreaterThanOrEqual(bits, Vector128.Create(threshold)).AsSingle());
    }
}
