using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>
/// Packages of version 1 that were written once: the same small model, trained by the build on the engine and by the build on TorchSharp.
/// Every build and every later version reads both.
/// </summary>
[TestClass]
public sealed class WrittenPackageTests
{
    // What the engine's build recommended, and the scores; TorchSharp's agreed to the sixth digit.
    private static readonly string[] Recommended = ["d f b", "f e a", "d c f"];
    private static readonly double[] Scores = [0.797293, 0.740670, 0.189563, 1.197641, 1.070295, 1.032560, 0.851542, 0.371420, -0.110018];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("engine")]
    [DataRow("torchsharp")]
    public void It_is_read_by_every_build(string writer)
    {
        var file = Path.Combine(Repository.Root, "tests", "MLNetUnlearn.Tests", "Persistence", "Written", $"{writer}.mlnu");

        using var model = _mlContext.Model.LoadPackage(file);

        Weights.AssertEqual(Parse(PackageBytes.Entry(File.ReadAllBytes(file), "weights.safetensors")), Sorted(Weights.Of(model.Module)));
        Assert.AreEqual(SavedModels.Tiny, model.Options);
        var rows = Cells.Rows(model.Transform(Views.Split(_mlContext, SavedModels.Users)), "Recommended", "Score")
            .Select(row => row.Split(" | ")).ToArray();
        CollectionAssert.AreEqual(Recommended, rows.Select(row => row[0]).ToArray());
        var scores = rows.SelectMany(row => row[1].Split(' '))
            .Select(score => double.Parse(score, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < Scores.Length; i++)
            Assert.AreEqual(Scores[i], scores[i], 2e-6);
    }

    // Safetensors by its specification, without the library: a length, a header of JSON, and the numbers.
    private static Dictionary<string, float[]> Parse(byte[] safetensors)
    {
        var length = (int)BitConverter.ToUInt64(safetensors);
        using var header = JsonDocument.Parse(Encoding.UTF8.GetString(safetensors, 8, length));
        return Sorted(header.RootElement.EnumerateObject().ToDictionary(tensor => tensor.Name, tensor =>
        {
            var offsets = tensor.Value.GetProperty("data_offsets");
            var (begin, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
            return MemoryMarshal.Cast<byte, float>(safetensors.AsSpan(8 + length + begin, end - begin)).ToArray();
        }));
    }

    private static Dictionary<string, float[]> Sorted(Dictionary<string, float[]> weights) =>
        weights.OrderBy(weight => weight.Key, StringComparer.Ordinal).ToDictionary();
}
