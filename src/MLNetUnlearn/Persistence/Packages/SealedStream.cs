using System.Security.Cryptography;
using System.Text;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>
/// Writes through to another stream and, at the end, replaces the last 64 bytes by the SHA-256 of all bytes before them, in hexadecimal.
/// So one look at a file tells whether a single bit of it has changed.
/// </summary>
internal sealed class SealedStream(Stream target) : WriteOnlyStream
{
    /// <summary>The seal's length in bytes.</summary>
    public const int SealLength = 64;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _tail = new byte[SealLength]; // the latest bytes, not yet passed on
    private int _tailLength;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var passed = Math.Max(0, _tailLength + buffer.Length - SealLength);
        var ofTail = Math.Min(passed, _tailLength);
        PassOn(_tail.AsSpan(0, ofTail));
        _tail.AsSpan(ofTail, _tailLength - ofTail).CopyTo(_tail);
        _tailLength -= ofTail;
        PassOn(buffer[..(passed - ofTail)]);
        var kept = buffer[(passed - ofTail)..];
        kept.CopyTo(_tail.AsSpan(_tailLength));
        _tailLength += kept.Length;
    }

    /// <summary>Writes the seal in place of the last 64 bytes.</summary>
    public void WriteSeal()
    {
        target.Write(SealOf(_hash));
        _tailLength = 0;
    }

    /// <summary>Whether a file's last 64 bytes are the seal of the bytes before them.</summary>
    public static bool IsIntact(Stream file)
    {
        var left = file.Length - SealLength;
        if (left < 0)
            return false;
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (left > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, left));
            file.ReadExactly(part);
            hash.AppendData(part);
            left -= part.Length;
        }
        var seal = new byte[SealLength];
        file.ReadExactly(seal);
        return seal.AsSpan().SequenceEqual(SealOf(hash));
    }

    public override void Flush() => target.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] SealOf(IncrementalHash hash) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));

    private void PassOn(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        target.Write(bytes);
    }
}
