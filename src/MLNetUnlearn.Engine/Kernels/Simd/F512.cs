using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly unsafe struct F512 : ISimd<F512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _value;

    [MethodImpl(Inline)]
    private F512(Vector512<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<float>.Count;
    }

    public static F512 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector512<float>.Zero);
    }

    public static F512 Indices
    {
        [MethodImpl(Inline)]
        get => new(Vector512<float>.Indices);
    }

    [MethodImpl(Inline)]
    public static F512 operator +(F512 left, F512 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static F512 operator -(F512 left, F512 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static F512 operator *(F512 left, F512 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static F512 operator /(F512 left, F512 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static F512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static F512 Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(Inline)]
    public static void Store(F512 value, float* to) => value._value.Store(to);

    [MethodImpl(Inline)]
    public static F512 Fma(F512 left, F512 right, F512 add) => new(Vector512.FusedMultiplyAdd(left._value, right._value, add._value));

    [MethodImpl(Inline)]
    public static F512 Min(F512 left, F512 right) => new(Vector512.Min(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 Max(F512 left, F512 right) => new(Vector512.Max(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 Larger(F512 left, F512 right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 Smaller(F512 left, F512 right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 Sqrt(F512 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static F512 Abs(F512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(Inline)]
    public static F512 Floor(F512 value) => new(Vector512.Floor(value._value));

    [MethodImpl(Inline)]
    public static F512 Greater(F512 left, F512 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 GreaterOrEqual(F512 left, F512 right) => new(Vector512.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static F512 Select(F512 mask, F512 yes, F512 no) => new(Vector512.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(Inline)]
    public static ulong BitsGreater(F512 left, F512 right) => Vector512.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    public static int CountAtLeast(F512 left, F512 right)
        => BitOperations.PopCount(Vector512.GreaterThanOrEqual(left._value, right._value).ExtractMostSignificantBits());

    [MethodImpl(Inline)]
    public static F512 PowerOfTwo(F512 exponent)
        => new(Vector512.ShiftLeft(Vector512.ConvertToInt32Native(exponent._value) + Vector512.Create(127), 23).AsSingle());

    [MethodImpl(Inline)]
    public static F512 Split(F512 value, out F512 exponent)
    {
        Vector512<int> bits = value._value.AsInt32();
        exponent = new(Vector512.ConvertToSingle(Vector512.ShiftRightLogical(bits, 23) - Vector512.Create(126)));
        return new(((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F000000)).AsSingle());
    }

    [MethodImpl(Inline)]
    public static float First(F512 value) => value._value.ToScalar();

    [MethodImpl(Inline)]
    public static float Sum(F512 value) => F256.Sum(F256.From(value._value.GetLower() + value._value.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(F512 value0, F512 value1, F512 value2, F512 value3)
        => F256.Sums(Half(value0), Half(value1), Half(value2), Half(value3));

    [MethodImpl(Inline)]
    private static F256 Half(F512 value) => F256.From(value._value.GetLower() + value._value.GetUpper());

    public static F512 LoadPart(float* from, int count)
    {
        F256 lower = count >= 8 ? F256.Load(from) : F256.LoadPart(from, count);
        F256 upper = count > 8 ? F256.LoadPart(from + 8, count - 8) : F256.Zero;
        return new(Vector512.Create(F256.To(lower), F256.To(upper)));
    }

    public static void StorePart(F512 value, float* to, int count)
    {
        F256 lower = F256.From(value._value.GetLower());
        if (count < 8)
        {
            F256.StorePart(lower, to, count);
            return;
        }
        F256.Store(lower, to);
        if (count > 8) F256.StorePart(F256.From(value._value.GetUpper()), to + 8, count - 8);
    }

    [MethodImpl(Inline)]
    public static ulong NotZero(F512 value)
        => ~(ulong)Vector512.Equals(value._value, Vector512<float>.Zero).ExtractMostSignificantBits() & ((1UL << Count) - 1);

    [MethodImpl(Inline)]
    public static float Largest(F512 value)
        => F256.Largest(F256.From(Vector256.MaxNative(value._value.GetLower(), value._value.GetUpper())));

    [MethodImpl(Inline)]
    public static F512 Keep(uint index, uint seed0, uint seed1, uint threshold)
    {
        Vector512<uint> bits = Vector512.Create(index) + Vector512<uint>.Indices;
        // The vector form of CounterHash.Mix.
        bits ^= Vector512.Create(seed0);
        bits = (bits ^ Vector512.ShiftRightLogical(bits, 16)) * Vector512.Create(0x7FEB352Du);
        bits = ((bits ^ Vector512.ShiftRightLogical(bits, 15)) + Vector512.Create(seed1)) * Vector512.Create(0x846CA68Bu);
        bits ^= Vector512.ShiftRightLogical(bits, 16);
        return new(Vector512.GreaterThanOrEqual(bits, Vector512.Create(threshold)).AsSingle());
    }
}
