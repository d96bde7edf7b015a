using System.IO.Compression;

namespace Microsoft.ML.Tests;

[TestClass]
public class UnreadableModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void What_is_no_zip_is_a_format_error()
        => Assert.ThrowsExactly<FormatException>(() => Load([1, 2, 3]));

    [TestMethod]
    public void Half_a_file_is_a_format_error()
    {
        var bytes = SavedCopy();
        Assert.ThrowsExactly<FormatException>(() => Load(bytes[..(bytes.Length / 2)]));
    }

    [TestMethod]
    public void A_zip_without_any_model_is_another_error()
        => Assert.ThrowsExactly<InvalidOperationException>(() => Load(Rezip(SavedCopy(), _ => null)));

    [TestMethod]
    public void A_schema_without_a_model_is_a_format_error()
        => Assert.ThrowsExactly<FormatException>(
            () => Load(Rezip(SavedCopy(), entry => entry.Name == "Schema" ? Contents(entry) : null)));

    [TestMethod]
    public void Other_contents_are_a_format_error()
        => Assert.ThrowsExactly<FormatException>(
            () => Load(Rezip(SavedCopy(), entry => entry.Name == "Schema" ? Contents(entry) : new byte[200])));

    [TestMethod]
    public void No_model_can_be_saved_and_not_loaded()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(null, _context.Data.LoadFromEnumerable([new { A = 1f }]).Schema, stream);
        Assert.ThrowsExactly<FormatException>(() => _context.Model.Load(stream, out _));
    }

    [TestMethod]
    public void Files_need_a_name_and_streams_must_be_there()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Model.Load("", out _));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Model.Save(null, null, ""));
        Assert.ThrowsExactly<ArgumentNullException>(() => _context.Model.Load((Stream)null!, out _));
        Assert.ThrowsExactly<ArgumentNullException>(() => _context.Model.Save(null, null, (Stream)null!));
    }

    private void Load(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        _context.Model.Load(stream, out _);
    }

    private byte[] SavedCopy()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        using var stream = new MemoryStream();
        _context.Model.Save(_context.Transforms.CopyColumns("B", "A").Fit(data), data.Schema, stream);
        return stream.ToArray();
    }

    // The zip with those entries for which there are contents.
    private static byte[] Rezip(byte[] bytes, Func<ZipArchiveEntry, byte[]?> contents)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(bytes)))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                if (contents(entry) is not { } written)
                    continue;
                using var stream = target.CreateEntry(entry.FullName).Open();
                stream.Write(written);
            }
        }
        return result.ToArray();
    }

    private static byte[] Contents(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
