namespace MLNetUnlearn.Persistence.Packages;

/// <summary>Named tensors as a safetensors file: see <see cref="SafetensorsHeader"/>. Tensors lie in the order of their names.</summary>
internal static class Safetensors
{
    /// <summary>Writes tensors; where they live on a GPU they are copied from there one at a time.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var noGrad = torch.no_grad();
        var named = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToList();
        var entries = new List<TensorEntry>(named.Count);
        var end = 0L;
        foreach (var (name, tensor) in named)
        {
            var begin = end;
            end += tensor.numel() * TensorTypes.SizeOf(tensor.dtype);
            entries.Add(new TensorEntry(name, tensor.dtype, tensor.shape, begin, end));
        }
        stream.Write(SafetensorsHeader.Write(entries));
        foreach (var (_, tensor) in named)
            stream.Write(TensorTypes.Bytes(tensor));
    }

    /// <summary>All tensors of a file, of which the header has been read, by name; they belong to the current dispose scope.</summary>
    /// <exception cref="EndOfStreamException">The file ends early.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, SafetensorsHeader header) =>
        header.Entries.ToDictionary(entry => entry.Name, entry => Read(stream, entry));

    /// <summary>
    /// Overwrites tensors with those of the same names in a file of <paramref name="length"/> bytes; nothing is written unless names,
    /// types and shapes agree.
    /// </summary>
    /// <exception cref="FormatException">The file breaks the format, or holds other tensors than the given ones.</exception>
    public static void ReadInto(Stream stream, long length, IReadOnlyDictionary<string, Tensor> tensors) =>
        ReadInto(stream, SafetensorsHeader.Read(stream, length), tensors);

    /// <summary>The same, after the header has been read.</summary>
    /// <exception cref="FormatException">The file ends early, or holds other tensors than the given ones.</exception>
    public static void ReadInto(Stream stream, SafetensorsHeader header, IReadOnlyDictionary<string, Tensor> tensors)
    {
        CheckSame(header, tensors);
        foreach (var entry in header.Entries)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            tensors[entry.Name].copy_(Read(stream, entry));
        }
    }

    private static Tensor Read(Stream stream, TensorEntry entry)
    {
        var bytes = new byte[entry.End - entry.Begin];
        stream.ReadExactly(bytes);
        return TensorTypes.Tensor(bytes, entry.Type, entry.Shape);
    }

    private static void CheckSame(SafetensorsHeader header, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var given = header.Entries.Select(entry => entry.Text).ToHashSet();
        var wanted = tensors.Select(tensor => TensorTypes.Text(tensor.Key, tensor.Value.dtype, tensor.Value.shape)).ToHashSet();
        if (given.SetEquals(wanted))
            return;
        string[] problems =
        [
            .. wanted.Except(given).Order(StringComparer.Ordinal).Take(5).Select(text => $"{text} is missing"),
            .. given.Except(wanted).Order(StringComparer.Ordinal).Take(5).Select(text => $"{text} is not of the model"),
        ];
        throw new FormatException($"The weights do not fit the model: {string.Join("; ", problems)}.");
    }
}
