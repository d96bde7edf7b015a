using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Eight lanes: AVX2.</summary>
internal readonly unsafe struct Shorts256 : IShorts<Shorts256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<int> _value;

    [MethodImpl(Inline)]
    private Shorts256(Vector256<int> value) => _value = value;

    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Avx2.IsSupported;
    }

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<int>.Count;
    }

    [MethodImpl(Inline)]
    public static Shorts256 operator +(Shorts256 left, Shorts256 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Shorts256 operator -(Shorts256 left, Shorts256 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Shorts256 All(int value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static Shorts256 Load(int* from) => new(Vector256.Load(from));

    [MethodImpl(Inline)]
    public static void Store(Shorts256 value, int* to) => value._value.Store(to);

    [MethodImpl(Inline)]
    public static Shorts256 AddShorts(Shorts256 left, Shorts256 right)
        => new((left._value.AsInt16() + right._value.AsInt16()).AsInt32());

    [MethodImpl(Inline)]
    public static Shorts256 MultiplyAdd(Shorts256 left, Shorts256 right)
        => new(Avx2.MultiplyAddAdjacent(left._value.AsInt16(), right._value.AsInt16()));

    [MethodImpl(Inline)]
    public static ulong BitsGreater(Shorts256 left, Shorts256 right)
        => Vector256.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    public static Shorts256 Least(Shorts256 left, Shorts256 right)
        => new(Vector256.Min(left._value.AsUInt32(), right._value.AsUInt32()).AsInt32());

    [MethodImpl(Inline)]
    public static bool AnyWithin(Shorts256 value, Shorts256 last)
        => Vector256.LessThanOrEqualAny(value._value.AsUInt32(), last._value.AsUInt32());

    [MethodImpl(Inline)]
    public static void Round(float* from, float scale, short* to)
    {
        var factor = Vector256.Create(scale);
        Vector256<int> low = Avx.ConvertToVector256Int32(Vector256.Load(from) * factor);
        Vector256<int> high = Avx.ConvertToVector256Int32(Vector256.Load(from + Count) * factor);
        Vector256.Narrow(low, high).Store(to);
    }
}
