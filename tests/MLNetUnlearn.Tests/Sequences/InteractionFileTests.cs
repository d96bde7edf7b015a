using System.Globalization;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class InteractionFileTests
{
    [TestMethod]
    [DataRow("1 7\n1 5\n2 7\n", false, "1,7,0; 1,5,0; 2,7,0")]
    [DataRow("1 7 90\n2 5 -3\n", true, "1,7,90; 2,5,-3")]
    [DataRow("u 1\ta b\t90\nv\tc\t91\n", true, "u 1,a b,90; v,c,91")] // tabs win over blanks
    [DataRow("u 1\ta, b\n", false, "u 1,a, b,0")] // and over commas
    [DataRow("u 1,a b,90\n", true, "u 1,a b,90")] // commas win over blanks
    [DataRow("\"u,1\",\"say \"\"a\"\"\",90\n", true, "u,1,say \"a\",90")]
    [DataRow("u1,12\" disc,90\nu2,b,91\n", true, "u1,12\" disc,90; u2,b,91")] // a stray quote is text
    [DataRow("1  7   90 \n", true, "1,7,90")] // runs of blanks
    [DataRow("1 7\r\n\r\n   \r\n2 5\r\n", false, "1,7,0; 2,5,0")] // Windows line ends, empty lines
    [DataRow("1 7\n2 5", false, "1,7,0; 2,5,0")] // no line end at the end
    [DataRow("\uFEFF1 7\n", false, "1,7,0")] // byte order mark
    [DataRow("café\tnaïve\n", false, "café,naïve,0")]
    public void Files_without_header_have_user_item_and_perhaps_time(string content, bool hasTimes, string expected) =>
        Check(content, hasTimes, expected);

    [TestMethod]
    [DataRow("UserId\tItemId\tTimestamp\nu\ta\t5\n", true, "u,a,5")]
    [DataRow("user item timestamp\nu a 5\n", true, "u,a,5")]
    [DataRow("time,rating,ITEM_ID,user_id\n5,4.5,a,u\n6,1,b,v\n", true, "u,a,5; v,b,6")] // any order, any case, extra columns
    [DataRow("item,user,note\na,u,\n", false, "u,a,0")]
    [DataRow("\"userid\",\"itemid\"\n\"u\",\"a\"\n", false, "u,a,0")]
    public void Headers_name_the_columns(string content, bool hasTimes, string expected) => Check(content, hasTimes, expected);

    [TestMethod]
    public void Extra_columns_may_be_missing_behind_the_needed_ones() => Check("user,item,note\nu,a\n", false, "u,a,0");

    [TestMethod]
    public void Bad_lines_are_counted_and_the_first_five_are_shown() =>
        Assert.AreEqual("7 of 9 lines of the interaction file '{0}' are bad: line 2: 2 fields instead of 3; line 3: the user is empty; "
            + "line 4: the item is empty; line 6: the time 'yesterday' is neither a whole number nor a date (ISO 8601); "
            + "line 7: the time '1.5' is neither a whole number nor a date (ISO 8601); and 2 more.",
            Message("u,a,1\nu,a\n,a,2\nu, ,3\n\nu,a,yesterday\nu,a,1.5\nu,a,99999999999999999999\nu,a,4\nu,a,5,6\n"));

    [TestMethod]
    public void Bad_lines_below_a_header_are_numbered_from_the_top_of_the_file() =>
        Assert.AreEqual("1 of 2 lines of the interaction file '{0}' are bad: line 3: 1 field instead of 3.",
            Message("user\titem\ttime\nu\ta\t1\nu\n"));

    [TestMethod]
    [DataRow("", "The interaction file '{0}' holds no interactions.")]
    [DataRow("\n\n", "The interaction file '{0}' holds no interactions.")]
    [DataRow("user item\n", "The interaction file '{0}' holds no interactions.")]
    [DataRow("1\n2\n", "The first line of the interaction file '{0}' has 1 field; without a header that names user and item there must "
        + "be 2 (user item) or 3 (user item timestamp).")]
    [DataRow("1,2,3,4\n", "The first line of the interaction file '{0}' has 4 fields; without a header that names user and item there "
        + "must be 2 (user item) or 3 (user item timestamp).")]
    [DataRow("user_id,product\n1,2\n", "The header of the interaction file '{0}' names 'user_id' but no item column (item, itemid, "
        + "item_id).")]
    [DataRow("Item,when\n1,2\n", "The header of the interaction file '{0}' names 'Item' but no user column (user, userid, user_id).")]
    public void Files_that_cannot_be_understood_say_why(string content, string expected) => Assert.AreEqual(expected, Message(content));

    [TestMethod]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), "no-such-folder", "no-such-file.txt");

        var exception = Assert.ThrowsExactly<FileNotFoundException>(() => InteractionFile.Read(path));

        Assert.AreEqual($"There is no interaction file '{path}'.", exception.Message);
        Assert.AreEqual(path, exception.FileName);
    }

    [TestMethod]
    public void An_empty_path_is_an_error()
    {
        Assert.ThrowsExactly<ArgumentException>(() => InteractionFile.Read(""));
        Assert.ThrowsExactly<ArgumentNullException>(() => InteractionFile.Read(null!));
    }

    [TestMethod]
    public void A_large_file_is_read_completely()
    {
        string content = string.Join("\n", Enumerable.Range(0, 100_000).Select(i => $"{i / 10} {i % 1000} {i}"));
        using var file = new TempFile(content);

        InteractionLog log = InteractionFile.Read(file.Path);

        Assert.HasCount(100_000, log.Interactions);
        for (int i = 0; i < 100_000; i += 777)
            Assert.AreEqual(($"{i / 10}", $"{i % 1000}", (long)i),
                (log.Interactions[i].UserId, log.Interactions[i].ItemId, log.Interactions[i].Timestamp));
    }

    private static void Check(string content, bool hasTimes, string expected)
    {
        using var file = new TempFile(content);

        InteractionLog log = InteractionFile.Read(file.Path);

        Assert.AreEqual(hasTimes, log.HasTimestamps);
        Assert.AreEqual(expected, string.Join("; ", log.Interactions.Select(interaction =>
            string.Create(CultureInfo.InvariantCulture, $"{interaction.UserId},{interaction.ItemId},{interaction.Timestamp}"))));
    }

    private static string Message(string content)
    {
        using var file = new TempFile(content);
        return Assert.ThrowsExactly<InvalidOperationException>(() => InteractionFile.Read(file.Path)).Message.Replace(file.Path, "{0}");
    }
}
