using System.Runtime.InteropServices;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>The element types that a weights file may hold: their names in safetensors, and tensors from and to bytes.</summary>
internal static class TensorTypes
{
    /// <summary>The type's name in safetensors.</summary>
    /// <exception cref="InvalidOperationException">The type cannot be saved.</exception>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        ScalarType.Int32 => "I32",
        ScalarType.Bool => "BOOL",
        _ => throw new InvalidOperationException($"Weights of type {type} cannot be saved; Float32, Int64, Int32 and Bool can."),
    };

    /// <summary>The type of a name in safetensors, or null for one that no weight of ours has.</summary>
    public static ScalarType? Of(string? name) => name switch
    {
        "F32" => ScalarType.Float32,
        "I64" => ScalarType.Int64,
        "I32" => ScalarType.Int32,
        "BOOL" => ScalarType.Bool,
        _ => null,
    };

    /// <summary>Bytes per element.</summary>
    public static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Int64 => 8,
        ScalarType.Bool => 1,
        _ => 4,
    };

    /// <summary>The product of the sizes; 1 for a scalar.</summary>
    /// <exception cref="OverflowException">There are more than 2^63 − 1.</exception>
    public static long Elements(long[] shape) => shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>For example <c>items.weight F32 601×64</c>.</summary>
    public static string Text(string name, ScalarType type, long[] shape) =>
        $"{name} {NameOf(type)} {(shape.Length == 0 ? "scalar" : string.Join('×', shape))}";

    /// <summary>The elements as safetensors lays them out: row by row, little-endian.</summary>
    public static byte[] Bytes(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var here = tensor.cpu();
        return here.dtype switch
        {
            ScalarType.Float32 => Bytes(here.data<float>().ToArray()),
            ScalarType.Int64 => Bytes(here.data<long>().ToArray()),
            ScalarType.Int32 => Bytes(here.data<int>().ToArray()),
            _ => Bytes(here.data<bool>().ToArray()),
        };
    }

    /// <summary>A tensor of elements laid out so.</summary>
    public static Tensor Tensor(byte[] bytes, ScalarType type, long[] shape) => type switch
    {
        ScalarType.Float32 => torch.tensor(Elements<float>(bytes), shape, device: torch.CPU),
        ScalarType.Int64 => torch.tensor(Elements<long>(bytes), shape, device: torch.CPU),
        ScalarType.Int32 => torch.tensor(Elements<int>(bytes), shape, device: torch.CPU),
        _ => torch.tensor(Array.ConvertAll(bytes, value => value != 0), shape, device: torch.CPU),
    };

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static T[] Elements<T>(byte[] bytes) where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
