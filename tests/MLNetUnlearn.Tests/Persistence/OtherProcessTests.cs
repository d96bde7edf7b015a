using System.Security.Cryptography;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>What one process saves, another loads.</summary>
[TestClass]
public sealed class OtherProcessTests
{
    [TestMethod]
    public void A_thousand_users_get_the_same_recommendations_from_a_loaded_model()
    {
        using var folder = new TempFolder();

        WorkerProcess.Run("save", folder.Path);
        WorkerProcess.Run("load", folder.Path);

        foreach (var name in new[] { "chain", "model" })
        {
            var saved = File.ReadAllLines(folder.File($"{name}.saved.txt"));
            Assert.HasCount(1000, saved, name);
            Assert.HasCount(1000, saved.Distinct(), name);
            CollectionAssert.AreEqual(saved, File.ReadAllLines(folder.File($"{name}.loaded.txt")), name);
        }
    }

    [TestMethod]
    public void Training_and_unlearning_that_are_killed_again_and_again_end_with_the_same_bytes()
    {
        using var uninterrupted = new TempFolder();
        using var killed = new TempFolder();
        WorkerProcess.Run("train", uninterrupted.Path);
        WorkerProcess.Run("unlearn", uninterrupted.Path);
        var random = new Random(11);

        // Ten epochs of each run at random, and there a random moment within the next few milliseconds.
        foreach (var (run, result) in new[] { ("train", "trained.mlnu"), ("unlearn", "unlearned.mlnu") })
        {
            foreach (var epoch in Enumerable.Range(1, 34).OrderBy(_ => random.Next()).Take(10).Order())
                Assert.IsTrue(WorkerProcess.Kill(epoch, TimeSpan.FromMilliseconds(random.Next(25)), run, killed.Path), $"{run}, {epoch}");
            WorkerProcess.Run(run, killed.Path);
            CollectionAssert.AreEqual(File.ReadAllBytes(uninterrupted.File(result)), File.ReadAllBytes(killed.File(result)), run);
        }
        CollectionAssert.AreEquivalent(
            new[] { "trained.mlnu", "unlearned.mlnu" }, Directory.GetFiles(killed.Path).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Shards_that_are_killed_again_and_again_end_with_the_same_files()
    {
        using var uninterrupted = new TempFolder();
        using var killed = new TempFolder();
        WorkerProcess.Run("shards", uninterrupted.Path);
        WorkerProcess.Run("forget", uninterrupted.Path);
        var random = new Random(5);

        foreach (var run in new[] { "shards", "forget" })
        {
            // The fourth epoch is a slice's last, so that it may be killed while its state is written.
            var kills = new[] { 2, 4, 4, 3, 4 }.Count(
                epoch => WorkerProcess.Kill(epoch, TimeSpan.FromMilliseconds(random.Next(25)), run, killed.Path));
            Assert.IsGreaterThan(2, kills, run);
            WorkerProcess.Run(run, killed.Path);
        }

        CollectionAssert.AreEquivalent(Files(uninterrupted.Path), Files(killed.Path));

        static string[] Files(string folder) =>
        [
            .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
        ];
    }
}
