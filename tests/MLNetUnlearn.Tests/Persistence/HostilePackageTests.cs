using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>What packages that are broken, or forged with a valid seal, end in: one kind of exception that says why.</summary>
[TestClass]
public sealed class HostilePackageTests
{
    private const string Weights = "weights.safetensors";
    private const string Manifest = "manifest.json";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly byte[] _package;

    public HostilePackageTests()
    {
        using var model = SavedModels.Fit(_mlContext);
        _package = SavedModels.Package(_mlContext, model);
    }

    [TestMethod]
    public void No_package_at_all()
    {
        AssertRefused("It is too short for a package of MLNetUnlearn.", []);
        AssertRefused("It is no package of MLNetUnlearn, or its end is missing.", new byte[1000]);
        AssertRefused("It is no package of MLNetUnlearn, or its end is missing.", _package[..^1]);
        AssertRefused("It is no package of MLNetUnlearn, or its end is missing.", [.. _package, 0]);
        AssertRefused("It is damaged: its contents do not match its seal.", _package[1..]);
        AssertRefused("It is damaged: its contents do not match its seal.", [.. _package[..100], (byte)(_package[100] ^ 1), .. _package[101..]]);
    }

    [TestMethod]
    public void Sealed_but_no_zip()
    {
        var noise = new byte[500];
        Encoding.ASCII.GetBytes(PackageBytes.Comment).CopyTo(noise, noise.Length - 64 - PackageBytes.Comment.Length);

        AssertThrows(PackageBytes.Seal(noise));
    }

    [TestMethod]
    [DataRow("../escaped.txt")]
    [DataRow("/etc/passwd")]
    [DataRow("weights.safetensors/../manifest.json")]
    [DataRow("Manifest.json")]
    public void Entries_of_other_names(string name) => AssertRefused(
        $"It holds an entry '{name}'; allowed are vocabulary.json, candidates.json, weights.safetensors, manifest.json.",
        PackageBytes.Of([.. PackageBytes.Entries(_package), (name, [1])]));

    [TestMethod]
    public void Entries_that_are_missing_or_there_twice()
    {
        var entries = PackageBytes.Entries(_package);

        AssertRefused("Its entry 'manifest.json' is missing.", PackageBytes.Of(entries.Where(entry => entry.Name != Manifest)));
        AssertRefused(
            "Its manifest lists other entries (vocabulary.json, weights.safetensors) than it holds (vocabulary.json).",
            PackageBytes.Of(entries.Where(entry => entry.Name != Weights)));
        AssertRefused("It holds the entry 'manifest.json' twice.", PackageBytes.Of([.. entries, entries[^1]]));
    }

    [TestMethod]
    public void A_zip_bomb()
    {
        // A gigabyte of zeros, as small as zip makes it.
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = PackageBytes.Comment + new string('0', 64);
            using var stream = zip.CreateEntry(Weights, CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++)
                stream.Write(zeros);
        }

        AssertRefused("Its entry 'weights.safetensors' is compressed; entries of a package are not.", PackageBytes.Seal(bomb.ToArray()));
    }

    [TestMethod]
    public void Entries_that_overlap()
    {
        // Both entries of the central directory point to the longer one's bytes.
        var package = PackageBytes.Of([("weights.safetensors", new byte[4000]), ("vocabulary.json", new byte[3990])]);
        var (directory, second) = (Find(package, 0x02014b50, 1), Find(package, 0x02014b50, 2));
        Span<byte> sizes = package.AsSpan(second + 20, 8);
        BinaryPrimitives.WriteInt32LittleEndian(sizes, 4000);
        BinaryPrimitives.WriteInt32LittleEndian(sizes[4..], 4000);
        BinaryPrimitives.WriteInt32LittleEndian(package.AsSpan(second + 42), BinaryPrimitives.ReadInt32LittleEndian(package.AsSpan(directory + 42)));
        var short_ = package[..100].Concat(package[4000..]).ToArray(); // fewer bytes than the directory promises

        AssertThrows(PackageBytes.Seal(package));
        AssertThrows(PackageBytes.Seal(short_));
    }

    [TestMethod]
    public void Another_format_or_a_newer_version()
    {
        AssertRefused(
            "Its format is 'MLNetUnlearn checkpoint'; it must be 'MLNetUnlearn model'.",
            PackageBytes.With(_package, Manifest, "MLNetUnlearn model", "MLNetUnlearn checkpoint"));
        AssertRefused(
            "It has version 2 of the format; this version of MLNetUnlearn reads versions 1 to 1.",
            PackageBytes.With(_package, Manifest, "\"Version\":1", "\"Version\":2"));
        AssertRefused(
            "It has version 0 of the format; this version of MLNetUnlearn reads versions 1 to 1.",
            PackageBytes.With(_package, Manifest, "\"Version\":1", "\"Version\":0"));
    }

    [TestMethod]
    public void A_manifest_that_does_not_fit()
    {
        AssertRefused(
            "Its entry 'vocabulary.json' is not the one that its manifest describes.",
            PackageBytes.Of(PackageBytes.Entries(_package).Select(entry =>
                entry.Name == "vocabulary.json" ? (entry.Name, Encoding.UTF8.GetBytes("{}")) : entry)));
        AssertRefused(
            "SasRec: TopK is 0; it must be 1 to 65535. EmbeddingSize is -4; it must be 1 to 4096. (Parameter 'options')",
            PackageBytes.With(
                PackageBytes.With(_package, Manifest, "\"EmbeddingSize\":4", "\"EmbeddingSize\":-4"), Manifest, "\"TopK\":3", "\"TopK\":0"));
        AssertRefused("Its window length is 0; it must be 1 to 1048576.", PackageBytes.With(_package, Manifest, "\"MaximumLength\":4", "\"MaximumLength\":0"));
        AssertThrows(PackageBytes.With(_package, Manifest, "\"TopK\":3", "\"TopKK\":3"));
        AssertThrows(PackageBytes.With(_package, Manifest, "\"TopK\":3", "\"TopK\":3,\"TopK\":3"));
        AssertThrows(PackageBytes.With(_package, Manifest, "\"TopK\":3", "\"TopK\":\"3\""));
        AssertThrows(PackageBytes.With(_package, Manifest, "\"TopK\":3", "\"TopK\":NaN"));
        AssertThrows(PackageBytes.With(_package, Manifest, _ => Encoding.UTF8.GetBytes(new string('[', 100_000))));
        AssertThrows(PackageBytes.With(_package, Manifest, _ => Encoding.UTF8.GetBytes("null")));
        AssertThrows(PackageBytes.With(_package, Manifest, _ => []));
        AssertRefused(
            $"Its entry 'manifest.json' has {(1 << 20) + 1} bytes; at most {1 << 20} are read.",
            PackageBytes.With(_package, Manifest, _ => new byte[(1 << 20) + 1]));
    }

    [TestMethod]
    public void Sizes_that_would_take_more_memory_than_the_file_holds()
    {
        // d = 4096: 7 + 5 rows, 4 blocks of 4·d + 6·(d² + d), and 2·d.
        var wide = PackageBytes.With(_package, Manifest, "\"EmbeddingSize\":4,", "\"EmbeddingSize\":4096,");
        AssertRefused(
            "It has 192 weights, but SasRec with 6 items and its options has 402874368.",
            PackageBytes.With(wide, Manifest, "\"Blocks\":1", "\"Blocks\":4"));
        AssertThrows(PackageBytes.With(_package, Manifest, "\"MaximumLength\":4", "\"MaximumLength\":2147483647"));
        AssertThrows(PackageBytes.With(
            _package, "vocabulary.json", _ => Encoding.UTF8.GetBytes("""{"Count":2147483647,"Type":null,"Values":null}""")));
    }

    [TestMethod]
    public void More_items_than_weights_are_counted_before_they_are_made()
    {
        var values = string.Join(',', Enumerable.Repeat("\"a\"", 1000));
        var (model, before) = (Vocabulary($$"""{"Count":1000,"Type":"String","Values":[{{values}}]}"""), GC.GetAllocatedBytesForCurrentThread());

        AssertRefused("Its vocabulary has 1001 texts, but there are only 192 weights.", model);
        Assert.IsLessThan(1 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_stream_of_the_wrong_kind_is_the_callers_mistake()
    {
        using var closed = new MemoryStream(_package);
        closed.Close();
        Assert.AreEqual(
            "The stream must be readable and seekable. (Parameter 'stream')",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Model.LoadPackage(closed)).Message);
        using var model = SavedModels.Load(_mlContext, _package);
        Assert.AreEqual(
            "The stream must be writable. (Parameter 'stream')",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Model.SavePackage(model, new MemoryStream(_package, writable: false))).Message);
    }

    [TestMethod]
    public void A_vocabulary_that_does_not_fit()
    {
        AssertRefused("Its vocabulary has 0 items; it must have at least 1.", Vocabulary("""{"Count":0,"Type":null,"Values":null}"""));
        AssertRefused("Its vocabulary has 6 items but 1 values.", Vocabulary("""{"Count":6,"Type":"String","Values":["a"]}"""));
        AssertRefused(
            "Its vocabulary has a type without values, or values without a type.", Vocabulary("""{"Count":1,"Type":null,"Values":["a"]}"""));
        AssertRefused(
            "Its items have values of type 'Stream', which is none that keys can stand for.",
            Vocabulary("""{"Count":1,"Type":"Stream","Values":["a"]}"""));
        AssertRefused("Its vocabulary has a null among its values.", Vocabulary("""{"Count":1,"Type":"String","Values":[null]}"""));
        AssertThrows(Vocabulary("""{"Count":1,"Type":"Int32","Values":["1e99"]}"""));
        AssertThrows(Vocabulary("""{"Count":5,"Type":"String","Values":["a","b","c","d","e"]}"""));
    }

    [TestMethod]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "its tensors take 8 bytes, but it holds 4")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "its tensors take 8 bytes, but it holds 12")]
    [DataRow("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "a F32 3 takes 12 bytes, but its place has 8")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8,
        "'b' begins at byte 0 where byte 4 is due: places overlap or leave holes")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' begins at byte 4 where byte 0 is due: places overlap or leave holes")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'a' has no ascending pair of data_offsets")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'a' has a negative size or offset")]
    [DataRow("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4, "'a' has the type 'F16'; F32, I64, I32 and BOOL can be read")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "'a' has a field 'x' that the format does not know")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "'a' has no shape of at most 8 dimensions")]
    [DataRow("""{"a":1}""", 0, "'a' is no object")]
    [DataRow(""" {}""", 0, "its header does not begin with '{'")]
    public void Weights_that_break_the_safetensors_format(string header, int bytes, string problem) =>
        AssertRefused($"The safetensors data are not valid: {problem}.", WithWeights(header, bytes));

    [TestMethod]
    public void Headers_of_absurd_length()
    {
        foreach (var length in new[] { 0UL, 1UL, 1000UL, (1UL << 20) + 1, ulong.MaxValue, 1UL << 63 })
        {
            var weights = new byte[16];
            BinaryPrimitives.WriteUInt64LittleEndian(weights, length);
            AssertRefused(
                $"The safetensors data are not valid: its header cannot have {length} bytes.", PackageBytes.With(_package, Weights, _ => weights));
        }
        AssertRefused(
            "The safetensors data are not valid: it is shorter than its length field.", PackageBytes.With(_package, Weights, _ => new byte[7]));
    }

    [TestMethod]
    public void Shapes_whose_product_overflows()
    {
        AssertThrows(WithWeights("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0));
        AssertThrows(WithWeights("""{"a":{"dtype":"I64","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0));
        AssertThrows(WithWeights("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}""", 0));
    }

    [TestMethod]
    public void Weights_of_another_model()
    {
        var weights = PackageBytes.Entry(_package, Weights);
        var text = Encoding.Latin1.GetString(weights);

        AssertRefused(
            "The weights do not fit the model: norm.weight F32 4 is missing; norm.weighs F32 4 is not of the model.",
            PackageBytes.With(_package, Weights, _ => Encoding.Latin1.GetBytes(text.Replace("\"norm.weight\"", "\"norm.weighs\"", StringComparison.Ordinal))));
    }

    private byte[] Vocabulary(string json) => PackageBytes.With(_package, "vocabulary.json", _ => Encoding.UTF8.GetBytes(json));

    private byte[] WithWeights(string header, int bytes) => PackageBytes.With(_package, Weights, _ =>
    {
        var weights = new byte[8 + header.Length + bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(weights, (ulong)header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(weights, 8);
        return weights;
    });

    private static int Find(byte[] bytes, uint signature, int occurrence)
    {
        for (var i = 0; ; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i)) == signature && --occurrence == 0)
                return i;
        }
    }

    private void AssertRefused(string problem, byte[] package) =>
        Assert.AreEqual($"The stream cannot be read. {problem}", AssertThrows(package).Message);

    private FormatException AssertThrows(byte[] package) =>
        Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(_mlContext, package));
}
