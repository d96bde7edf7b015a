namespace Microsoft.ML.Tests;

// A member of each type that a column can have.
internal sealed class AllTypes
{
    public byte Byte { get; set; }

    public sbyte SByte { get; set; }

    public short Short { get; set; }

    public ushort UShort { get; set; }

    public int Int { get; set; }

    public uint UInt { get; set; }

    public long Long { get; set; }

    public ulong ULong { get; set; }

    public float Float { get; set; }

    public double Double { get; set; }

    public bool Bool { get; set; }

    public string? String { get; set; }

    public ReadOnlyMemory<char> Memory { get; set; }

    public DateTime DateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public TimeSpan TimeSpan { get; set; }

    public DataViewRowId RowId { get; set; }

    public float[]? Floats { get; set; }

    [VectorType(2)]
    public float[] TwoFloats { get; set; } = [1, 2];

    [VectorType(2, 3)]
    public float[] Matrix { get; set; } = new float[6];

    public string[]? Strings { get; set; }

    public VBuffer<int> VBuffer { get; set; }

    [KeyType(10)]
    public uint Key { get; set; }

    [KeyType(10)]
    public uint[]? Keys { get; set; }

    [KeyType(10)]
    public VBuffer<uint> KeyBuffer { get; set; }
}
