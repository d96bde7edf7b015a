using System.Buffers.Binary;
using System.Text;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Seeded damage: bytes cut off, bits flipped, length fields overwritten, names changed.</summary>
internal static class Mutations
{
    public static byte[] Of(byte[] package, Random random)
    {
        var bytes = package.ToArray();
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var flips = random.Next(1, 9); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes.AsSpan().SequenceEqual(package) ? bytes[1..] : bytes;
            case 2:
                // Anywhere, since lengths and offsets stand in local headers, the directory, its end and the weights' header.
                var lengths = new[] { 0u, 1u, 0x7fffffffu, 0x80000000u, uint.MaxValue, (uint)random.Next() };
                var field = bytes.AsSpan(random.Next(bytes.Length - 4));
                var length = lengths[random.Next(lengths.Length)];
                BinaryPrimitives.WriteUInt32LittleEndian(field, length == BinaryPrimitives.ReadUInt32LittleEndian(field) ? ~length : length);
                return bytes;
            case 3:
                var names = new[] { "manifest.json", "vocabulary.json", "weights.safetensors", "items.weight", "data_offsets", "shape" };
                var name = Encoding.ASCII.GetBytes(names[random.Next(names.Length)]);
                var start = Starts(bytes, name) is [_, ..] starts ? starts[random.Next(starts.Count)] : 0;
                bytes[start + random.Next(name.Length)] ^= (byte)random.Next(1, 256);
                return bytes;
            default:
                var (from, count) = (random.Next(bytes.Length), random.Next(1, 200));
                return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + count)..]];
        }
    }

    private static List<int> Starts(byte[] bytes, byte[] name) =>
        [.. Enumerable.Range(0, bytes.Length - name.Length).Where(i => bytes.AsSpan(i, name.Length).SequenceEqual(name))];
}
