using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A window whose items are given as key numbers.</summary>
internal sealed class RawWindow
{
    public string UserId { get; set; } = "u";

    [KeyType(20)]
    [VectorType(4)]
    public uint[] Sequence { get; set; } = new uint[4];

    [KeyType(20)]
    [VectorType(4)]
    public uint[] Target { get; set; } = new uint[4];

    public bool IsForget { get; set; }
}
