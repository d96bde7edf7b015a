using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>What is in a package, byte for byte.</summary>
[TestClass]
public sealed class PackageFormatTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Weights_are_a_safetensors_file_to_the_byte()
    {
        var windows = Views.Windows(_mlContext, "u1: a b");
        using var model = TableModel.Of(_mlContext, windows, (i, v) => (10 * i) + v);

        var weights = PackageBytes.Entry(SavedModels.Package(_mlContext, model), "weights.safetensors");

        const string header =
            """{"_items.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"_rows.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[24,48]}}""";
        var padding = (8 - (header.Length % 8)) % 8;
        var expected = new List<byte>();
        expected.AddRange([(byte)(header.Length + padding), 0, 0, 0, 0, 0, 0, 0]);
        expected.AddRange(Encoding.ASCII.GetBytes(header + new string(' ', padding)));
        foreach (var value in new float[] { 0, 0, 1, 0, 0, 1, 0, 0, 11, 12, 21, 22 })
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            expected.AddRange(bytes);
        }
        CollectionAssert.AreEqual(expected, weights);
    }

    [TestMethod]
    public void The_vocabulary_says_what_each_key_stands_for()
    {
        using var model = SavedModels.Fit(_mlContext);

        var vocabulary = Encoding.UTF8.GetString(PackageBytes.Entry(SavedModels.Package(_mlContext, model), "vocabulary.json"));

        Assert.AreEqual("""{"Count":6,"Type":"String","Values":["a","b","c","d","e","f"]}""", vocabulary);
    }

    [TestMethod]
    public void The_manifest_lists_format_model_options_and_hashes()
    {
        using var model = SavedModels.Fit(_mlContext);
        var package = SavedModels.Package(_mlContext, model);

        using var manifest = JsonDocument.Parse(PackageBytes.Entry(package, "manifest.json"));

        var root = manifest.RootElement;
        Assert.AreEqual("MLNetUnlearn model", root.GetProperty("Format").GetString());
        Assert.AreEqual(1, root.GetProperty("Version").GetInt32());
        var content = root.GetProperty("Content");
        Assert.AreEqual("SasRec", content.GetProperty("Model").GetString());
        Assert.AreEqual(4, content.GetProperty("MaximumLength").GetInt32());
        Assert.AreEqual(0.2, content.GetProperty("Options").GetProperty("Dropout").GetDouble());
        Assert.AreEqual(2, root.GetProperty("Entries").EnumerateObject().Count());
        foreach (var name in new[] { "vocabulary.json", "weights.safetensors" })
        {
            var bytes = PackageBytes.Entry(package, name);
            var entry = root.GetProperty("Entries").GetProperty(name);
            Assert.AreEqual(bytes.Length, entry.GetProperty("Bytes").GetInt32());
            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(bytes)), entry.GetProperty("Sha256").GetString());
        }
    }

    [TestMethod]
    public void The_package_is_sealed_with_the_hash_of_all_its_other_bytes()
    {
        using var model = SavedModels.Fit(_mlContext);

        var package = SavedModels.Package(_mlContext, model);

        CollectionAssert.AreEqual(PackageBytes.Seal(package), package);
        var name = Encoding.ASCII.GetString(package.AsSpan(package.Length - 64 - PackageBytes.Comment.Length, PackageBytes.Comment.Length));
        Assert.AreEqual(PackageBytes.Comment, name);
    }

    [TestMethod]
    public void A_package_made_by_other_software_is_read()
    {
        using var model = SavedModels.Fit(_mlContext);
        var entries = PackageBytes.Entries(SavedModels.Package(_mlContext, model));

        using var loaded = SavedModels.Load(_mlContext, PackageBytes.Of(Enumerable.Reverse(entries)));

        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(loaded.Module));
    }
}
