namespace MLNetUnlearn.Serving.Tests.Suppressing;

/// <summary>Suppressions outlive the process that made them.</summary>
[TestClass]
public sealed class JournalTests
{
    [TestMethod]
    public void Each_suppression_is_a_line_that_is_there_when_the_call_returns()
    {
        using var folder = new TempFolder();
        using var suppressions = new Suppressions(folder.File("journal"));

        suppressions.Suppress("u", "a");
        suppressions.Suppress("b");
        suppressions.Suppress("u", ["a", "c", "line\nend \"quoted\""]);

        Assert.AreEqual("[\"u\",\"a\"]\n[\"b\"]\n[\"u\",\"c\"]\n[\"u\",\"line\\nend \\u0022quoted\\u0022\"]\n", Read(folder));
        Assert.AreEqual(4, suppressions.Count);
    }

    [TestMethod]
    public void They_are_found_again()
    {
        using var folder = new TempFolder();
        using (var before = new Suppressions(folder.File("journal")))
        {
            before.Suppress("Jürgen\t1", "a\nb");
            before.Suppress("c");
        }

        using var after = new Suppressions(folder.File("journal"));

        Assert.IsFalse(after.WasTorn);
        Assert.IsTrue(after.IsSuppressed("Jürgen\t1", "a\nb"));
        Assert.IsTrue(after.IsSuppressed(null, "c"));
        Assert.IsTrue(after.IsSuppressed("anyone", "c"));
        Assert.IsFalse(after.IsSuppressed(null, "a\nb"));
        CollectionAssert.AreEquivalent(
            new[] { new Suppression("Jürgen\t1", "a\nb"), new Suppression(null, "c") }, after.All.ToArray());
    }

    [TestMethod]
    [DataRow("[\"u\",\"b", false)]
    [DataRow("[", false)]
    [DataRow("[\"u\",\"b\"]", true)] // only its end is missing
    public void A_torn_last_line_is_passed_over_and_said(string last, bool counts)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("journal"), "[\"u\",\"a\"]\n" + last);

        using (var suppressions = new Suppressions(folder.File("journal")))
        {
            Assert.IsTrue(suppressions.WasTorn);
            Assert.AreEqual(counts, suppressions.IsSuppressed("u", "b"));
            suppressions.Suppress("u", "c");
        }

        using var after = new Suppressions(folder.File("journal"));
        Assert.IsFalse(after.WasTorn);
        CollectionAssert.AreEquivalent(
            counts ? new[] { "a", "b", "c" } : ["a", "c"], after.All.Select(suppression => suppression.Item).ToArray());
    }

    [TestMethod]
    public void Any_other_damage_is_an_error()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("journal"), "[\"u\",\"a\"]\n[\"u\",1]\n[\"u\",\"c\"]\n");

        var damaged = Assert.ThrowsExactly<FormatException>(() => new Suppressions(folder.File("journal")));

        Assert.AreEqual(
            $"Line 2 of '{folder.File("journal")}' is no suppression; it must be [\"user\",\"item\"] or [\"item\"].", damaged.Message);
    }

    [TestMethod]
    public void What_is_removed_is_gone_from_the_file_and_more_can_be_added()
    {
        using var folder = new TempFolder();
        using var suppressions = new Suppressions(folder.File("journal"));
        suppressions.Suppress("u", ["a", "b"]);

        Assert.IsTrue(suppressions.Remove("u", "a"));
        Assert.AreEqual("[\"u\",\"b\"]\n", Read(folder));
        suppressions.Suppress("c");

        Assert.AreEqual("[\"u\",\"b\"]\n[\"c\"]\n", Read(folder));
        CollectionAssert.AreEquivalent(
            new[] { "journal", "journal.lock" }, Directory.GetFiles(folder.Path).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void What_is_removed_at_once_is_gone_with_one_write()
    {
        using var folder = new TempFolder();
        using var suppressions = new Suppressions(folder.File("journal"));
        suppressions.Suppress("u", ["a", "b"]);
        suppressions.Suppress("c");

        Assert.AreEqual(2, suppressions.Remove([new Suppression(null, "c"), new Suppression("u", "a")]));
        Assert.AreEqual("[\"u\",\"b\"]\n", Read(folder));
        Directory.SetLastWriteTimeUtc(folder.Path, DateTime.UnixEpoch); // a new file in the folder would change it
        Assert.AreEqual(0, suppressions.Remove([new Suppression(null, "c"), new Suppression("w", "b")]));

        Assert.AreEqual(DateTime.UnixEpoch, Directory.GetLastWriteTimeUtc(folder.Path));
    }

    [TestMethod]
    public void What_could_not_be_written_is_held_back_and_written_with_the_next()
    {
        using var folder = new TempFolder();
        var inner = Directory.CreateDirectory(folder.File("inner")).FullName;
        File.WriteAllText(Path.Combine(inner, "journal"), "[\"torn");
        using var suppressions = new Suppressions(Path.Combine(inner, "journal")); // is written anew with the next one
        Directory.Move(inner, folder.File("elsewhere"));

        Assert.Throws<IOException>(() => suppressions.Suppress("u", "a"));
        Assert.IsTrue(suppressions.IsSuppressed("u", "a"));
        Directory.Move(folder.File("elsewhere"), inner);
        suppressions.Suppress("u", "a");

        Assert.AreEqual("[\"u\",\"a\"]\n", ReadShared(Path.Combine(inner, "journal")));
    }

    [TestMethod]
    public void A_journal_serves_one_at_a_time()
    {
        using var folder = new TempFolder();
        using var first = new Suppressions(folder.File("journal"));

        Assert.ThrowsExactly<IOException>(() => new Suppressions(folder.File("journal")));
    }

    [TestMethod]
    public async Task A_service_that_starts_again_still_holds_it_back()
    {
        using var folder = new TempFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var service = new RecommendationService(
                new ServingOptions { Model = TestModels.Popularity("a", "b", "c"), JournalFile = folder.File("journal") });
            if (start == 0)
                service.Suppressed.Suppress("u", "b");

            var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["a"], User = "u" });

            Assert.AreEqual("c 1", Texts.Of(answer.Items));
        }
    }

    private static string Read(TempFolder folder) => ReadShared(folder.File("journal"));

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
