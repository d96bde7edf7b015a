using System.Security.Cryptography;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>Writes through to another stream, which it disposes, and keeps length and hash of what was written.</summary>
internal sealed class HashingStream(Stream target) : WriteOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private EntryHash? _result;
    private long _length;

    /// <summary>Length and hash, once the stream is disposed.</summary>
    public EntryHash Result => _result ?? throw new InvalidOperationException("The stream is still open.");

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        _length += buffer.Length;
        target.Write(buffer);
    }

    public override void Flush() => target.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _result is null)
        {
            _result = new EntryHash(_length, Convert.ToHexStringLower(_hash.GetHashAndReset()));
            _hash.Dispose();
            target.Dispose();
        }
        base.Dispose(disposing);
    }
}
