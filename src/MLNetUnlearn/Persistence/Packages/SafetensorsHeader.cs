using System.Buffers.Binary;
using System.Text.Json;

namespace MLNetUnlearn.Persistence.Packages;

/// <summary>
/// The header of a safetensors file (format of Hugging Face's safetensors, version 0.x): 8 bytes with the header's length N as an
/// unsigned little-endian number, N bytes of JSON from names to type, shape and place, then the elements of all tensors without holes.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The largest header that is read, 1 MiB: some ten thousand tensors. The format's own bound is 100 MB.</summary>
    public const int LongestHeader = 1 << 20;

    private const string Metadata = "__metadata__";

    private SafetensorsHeader(IReadOnlyList<TensorEntry> entries) => Entries = entries;

    /// <summary>The tensors in the order of their places.</summary>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>The number of elements of all tensors.</summary>
    public long Elements => Entries.Sum(entry => entry.Count);

    /// <summary>Reads the header of a file of <paramref name="length"/> bytes and leaves the stream at the first element.</summary>
    /// <exception cref="FormatException">The header breaks the format, or its tensors do not fill the file exactly.</exception>
    public static SafetensorsHeader Read(Stream stream, long length)
    {
        Span<byte> prefix = stackalloc byte[8];
        Require(length >= prefix.Length, "it is shorter than its length field");
        stream.ReadExactly(prefix);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        Require(size is >= 2 and <= LongestHeader && (long)size <= length - prefix.Length, $"its header cannot have {size} bytes");
        var json = new byte[size];
        stream.ReadExactly(json);
        Require(json[0] == (byte)'{', "its header does not begin with '{'");
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
        var entries = document.RootElement.EnumerateObject().Where(property => property.Name != Metadata).Select(Entry)
            .OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToList();
        CheckPlaces(entries, length - prefix.Length - (long)size);
        return new SafetensorsHeader(entries);
    }

    /// <summary>The 8 bytes and the JSON for tensors that follow one another in the given order.</summary>
    public static byte[] Write(IEnumerable<TensorEntry> entries)
    {
        using var buffer = new MemoryStream();
        buffer.Write(stackalloc byte[8]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", TensorTypes.NameOf(entry.Type));
                WriteArray(json, "shape", entry.Shape);
                WriteArray(json, "data_offsets", [entry.Begin, entry.End]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' '); // the format allows blanks, and so every element lies at a multiple of its size
        var bytes = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)bytes.Length - 8);
        return bytes;
    }

    private static TensorEntry Entry(JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        Require(value.ValueKind == JsonValueKind.Object, $"'{name}' is no object");
        string? type = null;
        long[]? shape = null, offsets = null;
        foreach (var field in value.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype": type = field.Value.GetString(); break;
                case "shape": shape = Numbers(name, field.Value); break;
                case "data_offsets": offsets = Numbers(name, field.Value); break;
                default: throw Broken($"'{name}' has a field '{field.Name}' that the format does not know");
            }
        }
        var scalarType = TensorTypes.Of(type) ?? throw Broken($"'{name}' has the type '{type}'; F32, I64, I32 and BOOL can be read");
        Require(shape is { Length: <= 8 }, $"'{name}' has no shape of at most 8 dimensions");
        Require(offsets is { Length: 2 } && offsets[0] <= offsets[1], $"'{name}' has no ascending pair of data_offsets");
        var entry = new TensorEntry(name, scalarType, shape!, offsets![0], offsets[1]);
        var bytes = checked(entry.Count * TensorTypes.SizeOf(scalarType));
        Require(bytes == entry.End - entry.Begin, $"{entry.Text} takes {bytes} bytes, but its place has {entry.End - entry.Begin}");
        return entry;
    }

    private static long[] Numbers(string name, JsonElement array)
    {
        Require(array.ValueKind == JsonValueKind.Array, $"'{name}' has a shape or data_offsets that is no array");
        var numbers = array.EnumerateArray().Select(number => number.GetInt64()).ToArray();
        Require(Array.TrueForAll(numbers, number => number >= 0), $"'{name}' has a negative size or offset");
        return numbers;
    }

    private static void CheckPlaces(List<TensorEntry> entries, long bytes)
    {
        var end = 0L;
        foreach (var entry in entries)
        {
            Require(
                entry.Begin == end, $"'{entry.Name}' begins at byte {entry.Begin} where byte {end} is due: places overlap or leave holes");
            end = entry.End;
        }
        Require(end == bytes, $"its tensors take {end} bytes, but it holds {bytes}");
    }

    private static void WriteArray(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void Require(bool isMet, string problem)
    {
        if (!isMet)
            throw Broken(problem);
    }

    private static FormatException Broken(string problem) => new($"The safetensors data are not valid: {problem}.");
}
