using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Sixteen lanes: AVX-512.</summary>
internal readonly unsafe struct Shorts512 : IShorts<Shorts512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<int> _value;

    [MethodImpl(Inline)]
    private Shorts512(Vector512<int> value) => _value = value;

    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Avx512BW.IsSupported;
    }

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<int>.Count;
    }

    [MethodImpl(Inline)]
    public static Shorts512 operator +(Shorts512 left, Shorts512 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Shorts512 operator -(Shorts512 left, Shorts512 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Shorts512 All(int value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Shorts512 Load(int* from) => new(Vector512.Load(from));

    [MethodImpl(Inline)]
    public static void Store(Shorts512 value, int* to) => value._value.Store(to);

    [MethodImpl(Inline)]
    public static Shorts512 AddShorts(Shorts512 left, Shorts512 right)
        => new((left._value.AsInt16() + right._value.AsInt16()).AsInt32());

    [MethodImpl(Inline)]
    public static Shorts512 MultiplyAdd(Shorts512 left, Shorts512 right)
        => new(Avx512BW.MultiplyAddAdjacent(left._value.AsInt16(), right._value.AsInt16()));

    [MethodImpl(Inline)]
    public static ulong BitsGreater(Shorts512 left, Shorts512 right)
        => Vector512.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    public static Shorts512 Least(Shorts512 left, Shorts512 right)
        => new(Vector512.Min(left._value.AsUInt32(), right._value.AsUInt32()).AsInt32());

    [MethodImpl(Inline)]
    public static bool AnyWithin(Shorts512 value, Shorts512 last)
        => Vector512.LessThanOrEqualAny(value._value.AsUInt32(), last._value.AsUInt32());

    [MethodImpl(Inline)]
    public static void Round(float* from, float scale, short* to)
    {
        var factor = Vector512.Create(scale);
        Vector512<int> low = Avx512F.ConvertToVector512Int32(Vector512.Load(from) * factor);
        Vector512<int> high = Avx512F.ConvertToVector512Int32(Vector512.Load(from + Count) * factor);
        Vector512.Narrow(low, high).Store(to);
    }
}
