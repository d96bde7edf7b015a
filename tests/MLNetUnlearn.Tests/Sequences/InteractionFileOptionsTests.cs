using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class InteractionFileOptionsTests
{
    [TestMethod]
    public void Columns_are_found_by_the_names_given()
    {
        var log = Read("when,Customer,sku,user\n5,u,a,x\n", new() { UserColumnName = "customer", ItemColumnName = "sku",
            TimestampColumnName = "when" });

        Assert.IsTrue(log.HasTimestamps);
        Assert.AreEqual(("u", "a", 5L), (log.Interactions[0].UserId, log.Interactions[0].ItemId, log.Interactions[0].Timestamp));
        Assert.IsEmpty(log.SkippedLines);
    }

    [TestMethod]
    public void Columns_not_named_have_their_usual_names() =>
        Assert.AreEqual("a", Read("user,sku,time\nu,a,5\n", new() { ItemColumnName = "sku" }).Interactions[0].ItemId);

    [TestMethod]
    public void All_missing_columns_are_named_beside_those_that_are_there() => Assert.AreEqual(
        "The header of the interaction file '{0}' has no user column (customer) and no item column (item, itemid, item_id) and no time "
        + "column (when); it has: a, b.",
        Message("a,b\n1,2\n", new() { UserColumnName = "customer", TimestampColumnName = "when" }));

    [TestMethod]
    public void Bad_lines_are_passed_over_with_their_numbers()
    {
        var log = Read("user,item,time\nu,a,5\n,b,6\nu,b\nu,c,7\n", new() { SkipBadLines = true });

        Assert.HasCount(2, log.Interactions);
        Assert.AreEqual("3 the user is empty; 4 2 fields instead of 3", string.Join("; ",
            log.SkippedLines.Select(line => $"{line.Number} {line.Problem}")));
    }

    [TestMethod]
    public void A_file_of_bad_lines_only_is_an_error() => Assert.AreEqual(
        "1 of 1 lines of the interaction file '{0}' are bad: line 2: the user is empty.",
        Message("user,item\n,a\n", new() { SkipBadLines = true }));

    [TestMethod]
    [DataRow("2024-05-01", 1714521600000)]
    [DataRow("2024-05-01 12:30", 1714566600000)]
    [DataRow("2024-05-01T12:30:00Z", 1714566600000)]
    [DataRow("2024-05-01 14:30:00.25+02:00", 1714566600250)]
    [DataRow("1714566600", 1714566600)]
    public void Dates_become_Unix_milliseconds(string text, long expected) =>
        Assert.AreEqual(expected, Read($"user,item,time\nu,a,{text}\n", new()).Interactions[0].Timestamp);

    [TestMethod]
    public void Empty_names_are_an_error()
    {
        using var file = new TempFile("user,item\nu,a\n");

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => InteractionFile.Read(file.Path, new() { UserColumnName = " ", ItemColumnName = "" }));

        Assert.StartsWith("InteractionFileOptions: UserColumnName is ' '; it must be a column name or null. ItemColumnName is ''; it "
            + "must be a column name or null.", exception.Message);
    }

    private static InteractionLog Read(string content, InteractionFileOptions options)
    {
        using var file = new TempFile(content);
        return InteractionFile.Read(file.Path, options);
    }

    private static string Message(string content, InteractionFileOptions options)
    {
        using var file = new TempFile(content);
        return Assert.ThrowsExactly<InvalidOperationException>(() => InteractionFile.Read(file.Path, options))
            .Message.Replace(file.Path, "{0}", StringComparison.Ordinal);
    }
}
