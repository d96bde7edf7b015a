using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

[TestClass]
public sealed class TitlesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>By construction most readers go on to the next part of a serial, of 20 parts each, and from the last to the first.</summary>
    [TestMethod]
    public void The_next_part_of_the_serial_is_recommended_and_its_parts_are_like_one_another()
    {
        var (exitCode, output, error) = Run("--users", "8");

        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.DoesNotContain("\e", output);
        ExpectedOutput.AssertIs("Titles", output);
        var tables = Tables(output);
        Assert.HasCount(9, tables);
        foreach (var (user, rows) in tables[..8])
        {
            Assert.HasCount(6, rows);
            Assert.AreEqual(("latest first", "recommended next"), (rows[0][0], rows[0][1]));
            var (latest, recommended) = (Part(rows[1][0]), Part(rows[1][1]));
            Assert.AreEqual((latest.Serial, (latest.Number % 20) + 1), (recommended.Serial, recommended.Number), user);
        }
        var (item, like) = tables[8];
        Assert.AreEqual(tables[0].Rows[1][0], item);
        Assert.AreEqual(("most like it", "cosine"), (like[0][0], like[0][1]));
        Assert.AreEqual((Part(item).Serial, Part(item).Serial), (Part(like[1][0]).Serial, Part(like[2][0]).Serial));
        Assert.MatchesRegex(@"^0\.\d{3}$", like[1][1]);
    }

    [TestMethod]
    public void Titles_of_a_file_are_shown_and_ids_where_there_are_none()
    {
        var log = _folder.File("log.tsv");
        File.WriteAllText(log, "user\titem\ttimestamp\n" + string.Concat(
            Enumerable.Range(0, 240).Select(line => $"u{line / 6}\ti{((line / 6) + line) % 12}\t{line}\n")));
        var titles = _folder.File("titles.tsv");
        File.WriteAllText(titles, "item\ttitle\n" + string.Concat(
            Enumerable.Range(0, 12).Where(item => item != 5).Select(item => $"i{item}\t[{item}] \"soap\", 2 pieces\n")));

        var (exitCode, output, error) = Run("--interactions", log, "--titles", titles, "--epochs", "2", "--users", "2", "--item", "i5");

        Assert.AreEqual((0, ""), (exitCode, error));
        var tables = Tables(output);
        CollectionAssert.AreEqual(new[] { "u0", "u1", "i5" }, tables.Select(table => table.Title).ToArray());
        CollectionAssert.AreEqual(
            new[] { "i5", Soap(4), Soap(3), Soap(2), Soap(1) }, tables[0].Rows[1..].Select(row => row[0]).ToArray());
        CollectionAssert.IsSubsetOf(
            tables[0].Rows[1..].Select(row => row[1]).ToArray(), Enumerable.Range(6, 6).Select(Soap).ToArray());
    }

    [TestMethod]
    public void Bad_input_ends_in_one_clear_message()
    {
        AssertFails("--interactions and --titles are needed together. --users is 0; it must be at least 1. --epochs is -1; it must be at least 1.",
            "--interactions", "log.tsv", "--users", "0", "--epochs", "-1");
        AssertFails($"There is no file of titles '{_folder.File("absent.tsv")}'.", "--interactions", "log.tsv", "--titles", _folder.File("absent.tsv"));
        File.WriteAllText(_folder.File("titles.tsv"), "item\ttitle\n");
        AssertFails($"There is no interaction file '{_folder.File("absent.tsv")}'.",
            "--interactions", _folder.File("absent.tsv"), "--titles", _folder.File("titles.tsv"));
        var (exitCode, _, error) = Run("--epochs", "1", "--item", "item9999");
        Assert.AreEqual(
            (1, "SasRec: item is 'item9999'; it must be one of the 600 items that the model was trained on."), (exitCode, error.TrimEnd()));
    }

    private static string Soap(int item) => $"[{item}] \"soap\", 2 pieces";

    private static (string Serial, int Number) Part(string title)
    {
        var parts = title.Split(", part ");
        Assert.HasCount(2, parts, title);
        return (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    // A title above a frame, a row of names, a line, and rows.
    private static (string Title, string[][] Rows)[] Tables(string output)
    {
        var tables = new List<(string Title, List<string[]> Rows)>();
        var lines = output.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith('╭'))
                tables.Add((lines[i - 1].Trim(), []));
            else if (lines[i].StartsWith('│'))
                tables[^1].Rows.Add([.. lines[i].Trim().Trim('│').Split('│', StringSplitOptions.TrimEntries)]);
        }
        return [.. tables.Select(table => (table.Title, table.Rows.ToArray()))];
    }

    private void AssertFails(string message, params string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);

        Assert.AreEqual((1, "", message), (exitCode, output, error.TrimEnd()));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        DotnetProgram.Run("Titles.dll", arguments, _folder.Path);
}
