using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Eight floats: AVX2.</summary>
internal readonly unsafe struct F256 : ISimd<F256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _value;

    [MethodImpl(Inline)]
    private F256(Vector256<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<float>.Count;
    }

    public static F256 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector256<float>.Zero);
    }

    public static F256 Indices
    {
        [MethodImpl(Inline)]
        get => new(Vector256<float>.Indices);
    }

    [MethodImpl(Inline)]
    public static F256 operator +(F256 left, F256 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static F256 operator -(F256 left, F256 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static F256 operator *(F256 left, F256 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static F256 operator /(F256 left, F256 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static F256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static F256 Load(float* from) => new(Vector256.Load(from));

    [MethodImpl(Inline)]
    public static void Store(F256 value, float* to) => value._value.Store(to);

    [MethodImpl(Inline)]
    public static F256 Fma(F256 left, F256 right, F256 add) => new(Vector256.FusedMultiplyAdd(left._value, right._value, add._value));

    [MethodImpl(Inline)]
    public static F256 Min(F256 left, F256 right) => new(Vector256.Min(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 Max(F256 left, F256 right) => new(Vector256.Max(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 Larger(F256 left, F256 right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 Smaller(F256 left, F256 right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 Sqrt(F256 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static F256 Abs(F256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(Inline)]
    public static F256 Floor(F256 value) => new(Vector256.Floor(value._value));

    [MethodImpl(Inline)]
    public static F256 Greater(F256 left, F256 right) => new(Vector256.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 GreaterOrEqual(F256 left, F256 right) => new(Vector256.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static F256 Select(F256 mask, F256 yes, F256 no) => new(Vector256.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(Inline)]
    public static ulong BitsGreater(F256 left, F256 right) => Vector256.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    public static int CountAtLeast(F256 left, F256 right)
        => BitOperations.PopCount(Vector256.GreaterThanOrEqual(left._value, right._value).ExtractMostSignificantBits());

    [MethodImpl(Inline)]
    public static F256 PowerOfTwo(F256 exponent)
        => new(Vector256.ShiftLeft(Vector256.ConvertToInt32Native(exponent._value) + Vector256.Create(127), 23).AsSingle());

    [MethodImpl(Inline)]
    public static F256 Split(F256 value, out F256 exponent)
    {
        Vector256<int> bits = value._value.AsInt32();
        exponent = new(Vector256.ConvertToSingle(Vector256.ShiftRightLogical(bits, 23) - Vector256.Create(126)));
        return new(((bits & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F000000)).AsSingle());
    }

    [MethodImpl(Inline)]
    internal static F256 From(Vector256<float> value) => new(value);

    [MethodImpl(Inline)]
    internal static Vector256<float> To(F256 value) => value._value;

    [MethodImpl(Inline)]
    public static float First(F256 value) => value._value.ToScalar();

    [MethodImpl(Inline)]
    public static float Sum(F256 value) => F128.Sum(F128.From(value._value.GetLower() + value._value.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(F256 value0, F256 value1, F256 value2, F256 value3)
        => F128.Sums(Half(value0), Half(value1), Half(value2), Half(value3));

    [MethodImpl(Inline)]
    private static F128 Half(F256 value) => F128.From(value._value.GetLower() + value._value.GetUpper());

    public static F256 LoadPart(float* from, int count)
    {
        F128 lower = count >= 4 ? F128.Load(from) : F128.LoadPart(from, count);
        F128 upper = count > 4 ? F128.LoadPart(from + 4, count - 4) : F128.Zero;
        return new(Vector256.Create(F128.To(lower), F128.To(upper)));
    }

    public static void StorePart(F256 value, float* to, int count)
    {
        F128 lower = F128.From(value._value.GetLower());
        if (count < 4)
        {
            F128.StorePart(lower, to, count);
            return;
        }
        F128.Store(lower, to);
        if (count > 4) F128.StorePart(F128.From(value._value.GetUpper()), to + 4, count - 4);
    }

    [MethodImpl(Inline)]
    public static ulong NotZero(F256 value)
        => ~(ulong)Vector256.Equals(value._value, Vector256<float>.Zero).ExtractMostSignificantBits() & ((1UL << Count) - 1);

    [MethodImpl(Inline)]
    public static float Largest(F256 value)
        => F128.Largest(F128.From(Vector128.MaxNative(value._value.GetLower(), value._value.GetUpper())));

    [MethodImpl(Inline)]
    public static F256 Keep(uint index, uint seed0, uint seed1, uint threshold)
    {
        Vector256<uint> bits = Vector256.Create(index) + Vector256<uint>.Indices;
        // The vector form of CounterHash.Mix.
        bits ^= Vector256.Create(seed0);
        bits = (bits ^ Vector256.ShiftRightLogical(bits, 16)) * Vector256.Create(0x7FEB352Du);
        bits = ((bits ^ Vector256.ShiftRightLogical(bits, 15)) + Vector256.Create(seed1)) * Vector256.Create(0x846CA68Bu);
        bits ^= Vector256.ShiftRightLogical(bits, 16);
        return new(Vector256.GreaterThanOrEqual(bits, Vector256.Create(threshold)).AsSingle());
    }
}
