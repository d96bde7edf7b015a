using System.IO.Compression;
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
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception exception)
        {
            throw new FormatException("The model is not a zip file.", exception);
        }
    }

    private static void Write(ZipArchive zip, string name, Action<BinaryWriter> write)
    {
        using var writer = new BinaryWriter(new BufferedStream(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), 1 << 16), Encoding.UTF8);
        writer.Write(Mark);
        write(writer);
    }

    private static T? Read<T>(ZipArchive zip, string name, Func<BinaryReader, T> read)
        where T : class
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var reader = new BinaryReader(new BufferedStream(entry.Open(), 1 << 16), Encoding.UTF8);
        Contracts.CheckDecode(entry.Length > sizeof(ulong) && reader.ReadUInt64() == Mark, $"'{name}' is not part of a model.");
        return read(reader);
    }
}
