using System.Security.Cryptography;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Tests.Models;

/// <summary>One model takes over from another while the service serves.</summary>
[TestClass]
public sealed class SwapTests
{
    private static readonly string[] Rising = ["h", "g", "f", "e", "d", "c", "b", "a"];
    private static readonly string[] Falling = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [TestMethod]
    public async Task No_request_is_lost_in_20_swaps_and_each_answer_is_one_models()
    {
        using var folder = new TempFolder();
        string[] files = [TestModels.Package(folder, "falling", Falling), TestModels.MLNetFile(folder, "rising", Rising)];
        await using var service = new RecommendationService(new ServingOptions { ModelFile = files[0], Workers = 2 });
        using var done = new CancellationTokenSource();
        var versions = new HashSet<int>();

        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var answered = 0;
            for (; answered < 100 || !done.IsCancellationRequested; answered++)
            {
                var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["d"] });
                var expected = answer.ModelVersion % 2 == 1 ? "a 8, b 7, c 6, e 4, f 3, g 2, h 1" : "h 8, g 7, f 6, e 5, c 3, b 2, a 1";
                Assert.AreEqual(expected, Texts.Of(answer.Items));
                lock (versions)
                    versions.Add(answer.ModelVersion);
            }
            return answered;
        })).ToArray();
        for (var swap = 1; swap <= 20; swap++)
        {
            await service.SwapAsync(files[swap % 2]);
            Assert.AreEqual(1 + swap, service.Model.Version);
        }
        await done.CancelAsync();

        Assert.IsGreaterThanOrEqualTo(400, (await Task.WhenAll(callers)).Sum());
        Assert.IsGreaterThan(2, versions.Count);
        Assert.AreEqual(21, service.Model.Version);
    }

    [TestMethod]
    public async Task Either_kind_of_file_is_read_and_told_of()
    {
        using var folder = new TempFolder();
        var (package, chain) = (TestModels.Package(folder, "package", "a", "b"), TestModels.MLNetFile(folder, "chain", "a", "b", "c"));
        await using var service = new RecommendationService(new ServingOptions { ModelFile = package });

        Assert.AreEqual(new ServedModel(1, "Popularity", 2, package, Sha256(package)), service.Model);
        await service.SwapAsync(chain);
        Assert.AreEqual(new ServedModel(2, "Popularity", 3, chain, Sha256(chain)), service.Model);
        await service.SwapAsync(TestModels.Popularity("a", "b", "c", "d"));
        Assert.AreEqual(new ServedModel(3, "Popularity", 4, null, null), service.Model);
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("text")]
    [DataRow("empty")]
    [DataRow("cut off")]
    [DataRow("one bit")]
    public async Task A_bad_file_is_rejected_and_the_model_before_goes_on(string damage)
    {
        using var folder = new TempFolder();
        var file = TestModels.Package(folder, "model", "a", "b");
        var bytes = await File.ReadAllBytesAsync(file);
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Popularity("a", "b", "c") });
        Damage(file, bytes, damage);

        var rejected = await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync(file));

        Assert.AreEqual($"'{file}' cannot be served: {rejected.InnerException!.Message}", rejected.Message);
        Assert.AreSame(rejected, service.LastRejection);
        Assert.AreEqual(1, service.Model.Version);
        Assert.AreEqual("b 2, c 1", Texts.Of((await service.RecommendAsync(new RecommendationRequest { Items = ["a"] })).Items));
        await File.WriteAllBytesAsync(file, bytes);
        await service.SwapAsync(file);
        Assert.IsNull(service.LastRejection);
    }

    [TestMethod]
    public void A_service_does_not_begin_with_a_bad_file()
    {
        using var folder = new TempFolder();
        var (model, journal) = (folder.File("none"), folder.File("journal"));

        var rejected = Assert.ThrowsExactly<ModelRejectedException>(
            () => new RecommendationService(new ServingOptions { ModelFile = model, JournalFile = journal }));

        Assert.IsInstanceOfType<FileNotFoundException>(rejected.InnerException);
        using var journalIsFree = new Suppressions(journal);
    }

    [TestMethod]
    public async Task A_check_of_the_users_own_decides()
    {
        using var small = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions
        {
            Model = TestModels.Popularity([.. Enumerable.Range(0, 50).Select(i => $"i{i}")]),
            CheckModel = model =>
            {
                if (model.ItemCount < 50)
                    throw new InvalidOperationException($"{model.ItemCount} items are too few");
            },
        });

        var rejected = await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync(small));

        Assert.AreEqual("'SasRec' cannot be served: 40 items are too few", rejected.Message);
        Assert.HasCount(1, small.Recommend([new RecommendationQuery { Items = ["item01"] }])); // still its owner's
    }

    [TestMethod]
    public async Task A_request_under_way_ends_on_its_model_which_then_is_disposed()
    {
        var before = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = before });
        using var held = new HeldItems("item01");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();

        await service.SwapAsync(TestModels.Popularity("a", "b"));

        Assert.AreEqual(2, service.Model.Version);
        Assert.HasCount(1, before.Recommend([new RecommendationQuery { Items = ["item01"] }]));
        held.GoOn();
        Assert.AreEqual(1, (await underWay).ModelVersion);
        await Eventually.IsTrue(() => IsDisposed(before), "the model before was not disposed");
    }

    [TestMethod]
    public async Task A_model_that_would_end_with_the_one_that_serves_is_rejected()
    {
        var first = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = first });
        using var asked = first.With(new RecommendationOptions { TopK = 3 });

        foreach (var next in (SequentialRecommenderTransformer[])[first, asked])
        {
            var rejected = await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync(next));
            Assert.AreEqual(
                "'SasRec' cannot be served: It would be disposed with the model that serves; hand over one with weights of its own.",
                rejected.Message);
        }
        Assert.HasCount(10, (await service.RecommendAsync(new RecommendationRequest { Items = ["item01"] })).Items);
    }

    [TestMethod]
    public async Task A_model_that_served_before_is_rejected_while_a_request_is_under_way_on_it()
    {
        var first = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = first });
        using var held = new HeldItems("item01");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        await service.SwapAsync(TestModels.Popularity("a", "b"));

        await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync(first));

        held.GoOn();
        await underWay;
        Assert.AreEqual("b 1", Texts.Of((await service.RecommendAsync(new RecommendationRequest { Items = ["a"] })).Items));
    }

    [TestMethod]
    public async Task Other_candidates_of_one_model_follow_each_other()
    {
        using var model = TestModels.Network();
        await using var service = new RecommendationService(
            new ServingOptions { Model = model.With(new RecommendationOptions { CandidateItems = ["item02"] }) });

        await service.SwapAsync(model.With(new RecommendationOptions { CandidateItems = ["item03"] }));

        Assert.AreEqual("item03", Texts.Ids((await service.RecommendAsync(new RecommendationRequest { Items = ["item01"] })).Items));
    }

    [TestMethod]
    public async Task A_service_that_ends_during_a_swap_frees_the_next_model_too()
    {
        var next = TestModels.Network();
        using var reading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var service = new RecommendationService(new ServingOptions
        {
            Model = TestModels.Popularity("a", "b"),
            CheckModel = model =>
            {
                if (!ReferenceEquals(model, next))
                    return;
                reading.Set();
                Assert.IsTrue(goOn.Wait(TimeSpan.FromSeconds(20)), "the test never let the swap go on");
            },
        });
        var swap = service.SwapAsync(next);
        Assert.IsTrue(reading.Wait(TimeSpan.FromSeconds(20)), "the swap did not begin");

        var end = service.DisposeAsync().AsTask();
        await Task.WhenAny(end, Task.Delay(200));
        var endedBefore = end.IsCompleted;
        goOn.Set();
        await swap;
        await end;

        Assert.IsFalse(endedBefore);
        Assert.IsTrue(IsDisposed(next));
        await service.DisposeAsync(); // once more is no error
    }

    [TestMethod]
    public async Task The_service_knows_what_the_model_that_serves_knows()
    {
        var service = new RecommendationService(new ServingOptions { Model = TestModels.Popularity("a", "b") });
        Assert.IsTrue(service.Knows("b"));
        Assert.IsFalse(service.Knows("c"));

        await service.SwapAsync(TestModels.Popularity("a", "c"));
        service.Suppressed.Suppress("c");
        Assert.IsFalse(service.Knows("b"));
        Assert.IsTrue(service.Knows("c"));

        await service.DisposeAsync();
        Assert.ThrowsExactly<ObjectDisposedException>(() => service.Knows("a"));
    }

    private static bool IsDisposed(RecommenderTransformer model)
    {
        try
        {
            model.Recommend([]);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static void Damage(string file, byte[] bytes, string damage)
    {
        switch (damage)
        {
            case "none":
                File.Delete(file);
                return;
            case "text":
                File.WriteAllText(file, "no model");
                return;
            case "empty":
                File.WriteAllBytes(file, []);
                return;
            case "cut off":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                return;
            default:
                byte[] changed = [.. bytes];
                changed[bytes.Length / 3] ^= 1;
                File.WriteAllBytes(file, changed);
                return;
        }
    }

    private static string Sha256(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))).ToLowerInvariant();
}
