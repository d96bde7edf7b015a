using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// A model as a zip: the transformer and, if known, the schema of its input. The real ML.NET has another format within its zip.
internal static class ModelFile
{
    private const string SchemaEntry = "Schema";
    private const string ModelEntry = "TransformerChain/Model.key";
    private const ulong Mark = 0x314E4953_4C4D544E;

    public static void Save(IHostEnvironment environment, ITransformer? model, DataViewSchema? inputSchema, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (model is not null)
            Write(zip, ModelEntry, writer => new ModelSaveContext(writer).Save(model));
        if (inputSchema is null)
            return;
        environment.RegisterComponent("BinarySaver");
        environment.RegisterComponent("EmptyDataView");
        Write(zip, SchemaEntry, writer => SchemaCodec.Write(writer, inputSchema));
    }

    public static ITransformer Load(IHostEnvironment environment, Stream stream, out DataViewSchema? inputSchema)
    {
        using var zip = Open(stream);
        inputSchema = Read(zip, SchemaEntry, SchemaCodec.Read);
        if (inputSchema is not null)
            environment.RegisterComponent("BinaryLoader");
        var model = Read(zip, ModelEntry, reader => new ModelLoadContext(environment, reader).Load());

        // Without a schema, ML.NET goes on to look for models of its earliest versions, and fails in another way.
        Contracts.CheckDecode(model is not null || inputSchema is null, "The file has no model.");
        Contracts.Check(model is not null, "The file has neither a model nor a schema.");
        return model;
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            Contracts.CheckDecode(zip.Entries.All(entry => entry.FullName is SchemaEntry or ModelEntry), "The file has entries of no model.");
            return zip;
        }
        catch (Exception exception) when (exception is not FormatException)
        {
            throw new FormatException("The model is not a zip file.", exception);
        }
    }

    // Each entry: the mark, the hash of what follows, and that.
    private static void Write(ZipArchive zip, string name, Action<BinaryWriter> write)
    {
        var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
            write(writer);
        using var entry = new BinaryWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        entry.Write(Mark);
        entry.Write(HashOf(content));
        content.WriteTo(entry.BaseStream);
    }

    private static T? Read<T>(ZipArchive zip, string name, Func<BinaryReader, T> read)
        where T : class
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var reader = new BinaryReader(Content(entry), Encoding.UTF8);
        return read(reader);
    }

    // Damage is found before anything is decoded, whose lengths could then be any.
    private static MemoryStream Content(ZipArchiveEntry entry)
    {
        var content = new MemoryStream();
        try
        {
            using var reader = new BinaryReader(entry.Open());
            Contracts.CheckDecode(reader.ReadUInt64() == Mark, $"'{entry.FullName}' is not part of a model.");
            var hash = reader.ReadBytes(SHA256.HashSizeInBytes);
            reader.BaseStream.CopyTo(content);
            Contracts.CheckDecode(HashOf(content).AsSpan().SequenceEqual(hash), $"'{entry.FullName}' is damaged.");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException($"'{entry.FullName}' is damaged.", exception);
        }
        content.Position = 0;
        return content;
    }

    private static byte[] HashOf(MemoryStream content) => SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
}
