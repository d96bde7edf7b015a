using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Fisher;

/// <summary>The stored diagonal of the training data.</summary>
[TestClass]
public sealed class FisherFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("model.fisher");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_file_holds_the_diagonal_worked_out_by_hand()
    {
        var table = new TableFisher();

        table.Context.Unlearning().SaveFisher(table.Model, table.Windows, Path, batchSize: 1);

        var content = PackageBytes.Entry(File.ReadAllBytes(Path), "fisher.safetensors");
        var header = (int)BitConverter.ToInt64(content);
        var expected = table.Remain(asOneBatch: false);
        Assert.HasCount(8 + header + (24 * sizeof(float)), content);
        var numbers = MemoryMarshal.Cast<byte, float>(content.AsSpan(8 + header)).ToArray(); // by name: items, then rows
        var byName = expected.OrderBy(named => named.Key, StringComparer.Ordinal).SelectMany(named => named.Value).ToArray();
        for (var i = 0; i < numbers.Length; i++)
            Assert.AreEqual(byName[i], numbers[i], 1e-6, $"{i}");
        Assert.Contains("items", Encoding.UTF8.GetString(content, 8, header));
    }

    [TestMethod]
    public void A_stored_diagonal_gives_the_bits_of_one_worked_out_while_unlearning()
    {
        var (catalog, model) = (PlantedForgetting.Context.Unlearning(), PlantedForgetting.Original);
        catalog.SaveFisher(model, PlantedForgetting.Windows, Path, new FisherOptions { Seed = 5 });

        using var computed = catalog.Ssd(model, new SsdOptions { Seed = 5 }).Fit(PlantedForgetting.Windows);
        using var stored = catalog.Ssd(model, new SsdOptions { Seed = 5, FisherFile = Path }).Fit(PlantedForgetting.Windows);

        Weights.AssertEqual(Weights.Of(computed.Module), Weights.Of(stored.Module));
        Assert.IsGreaterThan(1e-3, Weights.Distance(Weights.Of(model.Module), Weights.Of(stored.Module)));
    }

    [TestMethod]
    public void With_a_file_nothing_needs_to_remain()
    {
        var context = new MLContext(seed: 1);
        var forgotten = new RawWindow { Sequence = [0, 0, 1, 2], Target = [0, 0, 0, 3], IsForget = true };
        var all = context.Data.LoadFromEnumerable(new[]
        {
            forgotten, new() { Sequence = [0, 4, 5, 1], Target = [0, 5, 1, 2] }, new() { Sequence = [0, 0, 0, 2], Target = [0, 0, 0, 6] },
        });
        var alone = context.Data.LoadFromEnumerable(new[] { forgotten });
        using var model = TableModel.Of(
            context, all, (i, v) => Math.Sin(i + (3 * v)), new TableOptions { Loss = new SoftmaxCrossEntropyLoss() });
        var catalog = context.Unlearning();
        catalog.SaveFisher(model, all, Path, new FisherOptions { Seed = 5 });
        var options = new SsdOptions { SelectionWeight = 1.2, Seed = 5 };

        using var computed = catalog.Ssd(model, options).Fit(all);
        using var stored = catalog.Ssd(model, options with { FisherFile = Path }).Fit(alone);
        var without = Assert.ThrowsExactly<InvalidOperationException>(() => catalog.Ssd(model, options).Fit(alone));
        var nothing = Assert.ThrowsExactly<InvalidOperationException>(() => catalog.SaveFisher(model, alone, Path));

        Weights.AssertEqual(Weights.Of(computed.Module), Weights.Of(stored.Module));
        Assert.IsGreaterThan(1e-3, Weights.Distance(Weights.Of(model.Module), Weights.Of(stored.Module)));
        Assert.AreEqual("Ssd: nothing remains: no row has 'IsForget' false.", without.Message);
        Assert.AreEqual("SaveFisher: there is no window with an item and a target.", nothing.Message);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_file_and_another_seed_another()
    {
        var (catalog, model) = (PlantedForgetting.Context.Unlearning(), PlantedForgetting.Original);
        byte[] Saved(int seed)
        {
            catalog.SaveFisher(model, PlantedForgetting.Windows, Path, new FisherOptions { Seed = seed });
            return File.ReadAllBytes(Path);
        }

        var first = Saved(5);

        CollectionAssert.AreEqual(first, Saved(5));
        CollectionAssert.AreNotEqual(first, Saved(6));
    }

    [TestMethod]
    public void The_file_of_another_model_is_refused()
    {
        var table = new TableFisher();
        var catalog = table.Context.Unlearning();
        catalog.SaveFisher(table.Model, table.Windows, Path);
        using var unlearned = catalog.Ssd(table.Model, selectionWeight: 1.2, fisherFile: Path).Fit(table.Windows);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => catalog.Ssd(unlearned, fisherFile: Path).Fit(table.Windows));

        Assert.AreEqual(
            $"Ssd: '{Path}' is the Fisher diagonal of another model (Table), with other weights. Make one of this model with SaveFisher; "
            + "an unlearned model needs one of its own.", exception.Message);
    }

    [TestMethod]
    public void Damage_and_numbers_that_are_no_squares_are_refused()
    {
        var table = new TableFisher();
        var catalog = table.Context.Unlearning();
        catalog.SaveFisher(table.Model, table.Windows, Path);
        var whole = File.ReadAllBytes(Path);
        string Refused(byte[] bytes)
        {
            File.WriteAllBytes(Path, bytes);
            return Assert.ThrowsExactly<FormatException>(() => catalog.Ssd(table.Model, fisherFile: Path).Fit(table.Windows)).Message;
        }

        var flipped = whole.ToArray();
        flipped[flipped.Length / 2] ^= 1;
        Assert.AreEqual(
            $"Fisher diagonal '{Path}' cannot be read. It is damaged: its contents do not match its seal.", Refused(flipped));
        Assert.StartsWith($"Fisher diagonal '{Path}' cannot be read. It is no package", Refused(new byte[200]));
        var negative = PackageBytes.With(whole, "fisher.safetensors", content => [.. content[..^4], .. BitConverter.GetBytes(-1f)]);
        Assert.Contains("holds a number below 0 or none; squares are 0 or above.", Refused(negative));
        var none = PackageBytes.With(whole, "fisher.safetensors", content => [.. content[..^4], .. BitConverter.GetBytes(float.NaN)]);
        Assert.Contains("holds a number below 0 or none; squares are 0 or above.", Refused(none));
    }

    [TestMethod]
    public void What_cannot_be_stored_leaves_the_file_as_it_was()
    {
        var table = new TableFisher();
        var catalog = table.Context.Unlearning();
        File.WriteAllText(Path, "before");
        var cancelled = new FisherOptions { CancellationToken = new CancellationToken(canceled: true) };

        Assert.ThrowsExactly<OperationCanceledException>(() => catalog.SaveFisher(table.Model, table.Windows, Path, cancelled));
        var other = Views.Windows(table.Context, "u1: a b c d");
        Assert.ThrowsExactly<InvalidOperationException>(() => catalog.SaveFisher(table.Model, other, Path));
        var options = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => catalog.SaveFisher(table.Model, table.Windows, Path, new FisherOptions { BatchSize = 0, Threads = 0 }));

        Assert.AreEqual("before", File.ReadAllText(Path));
        Assert.HasCount(1, Directory.GetFiles(_folder.Path));
        Assert.AreEqual(
            "SaveFisher: BatchSize is 0; it must be at least 1. Threads is 0; it must be at least 1. (Parameter 'options')", options.Message);
    }
}
