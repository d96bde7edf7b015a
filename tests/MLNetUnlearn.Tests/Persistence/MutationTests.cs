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
}
