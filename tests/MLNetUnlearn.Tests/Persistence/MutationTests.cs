using System.Text;
using Microsoft.ML;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Thousands of damaged packages, made from a seed.</summary>
[TestClass]
public sealed class MutationTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly byte[] _package;

    public MutationTests()
    {
        using var model = SavedModels.Fit(_mlContext);
        _package = SavedModels.Package(_mlContext, model);
    }

    [TestMethod]
    public void Every_damaged_package_is_refused_in_the_same_way()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var mutated = Mutations.Of(_package, random);
            Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(_mlContext, mutated), $"mutation {i}");
        }
    }

    [TestMethod]
    public void A_damaged_package_with_a_forged_seal_is_refused_so_too_or_is_a_model()
    {
        var random = new Random(8);
        var (refused, read) = (0, 0);
        for (var i = 0; i < 4_000; i++)
        {
            var mutated = Mutations.Of(_package, random);
            if (mutated.Length < 64 + PackageBytes.Comment.Length)
                continue;
            Encoding.ASCII.GetBytes(PackageBytes.Comment).CopyTo(mutated, mutated.Length - 64 - PackageBytes.Comment.Length);
            try
            {
                using var model = SavedModels.Load(_mlContext, PackageBytes.Seal(mutated));
                Assert.AreEqual(6, model.ItemCount, $"mutation {i}"); // dates and the like may differ; hashes keep the contents
                read++;
            }
            catch (FormatException)
            {
                refused++;
            }
        }
        Assert.IsGreaterThan(3_000, refused, $"{refused} refused, {read} read");
    }

    [TestMethod]
    [DataRow("manifest.json")]
    [DataRow("vocabulary.json")]
    [DataRow("weights.safetensors")]
    public void A_forged_package_with_a_damaged_entry_is_refused_so_too_or_is_a_model(string entry)
    {
        // Seal and hashes are right, so that the damage reaches the decoders of JSON and of safetensors.
        const long most = 256L << 20;
        var random = new Random(9);
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var forged = PackageBytes.With(_package, entry, content => Mutations.Of(content, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var model = SavedModels.Load(_mlContext, forged);
                Assert.IsInRange(1, 6, model.ItemCount, $"mutation {i}");
            }
            catch (FormatException)
            {
                refused++;
            }
            Assert.IsLessThan(most, GC.GetAllocatedBytesForCurrentThread() - before, $"mutation {i}");
        }
        Assert.IsGreaterThan(1_000, refused);
    }
}
