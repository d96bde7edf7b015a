#if !NUGET_MLNET // the stand-in's file; the real ML.NET checks its own
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Damaged files of mlContext.Model.Save, as the default build writes them.</summary>
[TestClass]
public sealed class DamagedModelFileTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_damaged_file_is_refused_or_is_the_model()
    {
        using var model = SavedModels.Fit(_mlContext);
        var split = Views.Split(_mlContext, SavedModels.Users);
        var (expected, file, random) = (Cells.Rows(model.Transform(split), "Recommended", "Score"), Saved(model, split.Schema), new Random(10));
        var refused = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var mutated = Mutations.Of(file, random);
            try
            {
                using var restored = Restore(mutated);
                CollectionAssert.AreEqual(expected, Cells.Rows(restored.Transform(split), "Recommended", "Score")); // a date or the like
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                refused++;
            }
        }
        Assert.IsGreaterThan(700, refused);
    }

    [TestMethod]
    public void A_step_whose_state_is_damaged_is_refused()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b");
        var file = Saved(_mlContext.Transforms.GroupIntoSequences(outputColumnName: "Basket").Fit(log), log.Schema);
        var damaged = PackageBytes.Of(PackageBytes.Entries(file).Select(entry => (entry.Name, Renamed(entry.Content))));

        var exception = Assert.ThrowsExactly<FormatException>(() => Restore(damaged));

        Assert.AreEqual(
            "The state of a step cannot be read. The state of step GroupIntoSequences is damaged: it does not match its hash.", exception.Message);
    }

    private Microsoft.ML.Data.TransformerChain<ITransformer> Restore(byte[] file) =>
        _mlContext.Model.Restore<ITransformer>(_mlContext.Model.Load(new MemoryStream(file), out _));

    private byte[] Saved(ITransformer model, DataViewSchema schema)
    {
        var stream = new MemoryStream();
        _mlContext.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    // An entry is a mark of 8 bytes, the hash of the rest, and the rest.
    private static byte[] Renamed(byte[] entry)
    {
        var rest = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(entry[40..]).Replace("Basket", "Casket", StringComparison.Ordinal));
        return [.. entry[..8], .. SHA256.HashData(rest), .. rest];
    }
}
#endif
