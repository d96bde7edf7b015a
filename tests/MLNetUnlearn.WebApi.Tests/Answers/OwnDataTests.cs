using System.Globalization;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Answers;

/// <summary>A log, titles and a model of the caller's own.</summary>
[TestClass]
public sealed class OwnDataTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-unlearn-webapi-own-");

    [TestCleanup]
    public void Erase() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task A_log_with_titles_and_then_its_model_are_taken()
    {
        // 20 users who had 6 of 9 items, one after another, from where the user's number says.
        var lines = Enumerable.Range(0, 20).SelectMany(user => Enumerable.Range(user, 6).Select(
            (item, time) => string.Create(CultureInfo.InvariantCulture, $"u{user}\ti{item % 9}\t{time}")));
        await File.WriteAllLinesAsync(In("log.tsv"), lines.Prepend("user\titem\ttimestamp"));
        await File.WriteAllLinesAsync(In("titles.tsv"), ["item\ttitle", "i5\t<b>Five</b>"]);

        using (var first = new ShopServer(
            In("first"), ("Shop:Data", In("log.tsv")), ("Shop:Titles", In("titles.tsv")), ("Shop:Epochs", "1")))
        using (var client = first.CreateClient())
        {
            StringAssert.StartsWith(
                await client.GetStringAsync("/users/u0"),
                """{"user":"u0","history":[{"item":"i5","title":"\u003Cb\u003EFive\u003C/b\u003E"},{"item":"i4","title":"i4"}""");
        }

        using var second = new ShopServer(
            In("second"), ("Shop:Data", In("log.tsv")), ("Shop:Model", In("first/model-0001.mlnu")), ("Shop:AllowSwap", "true"));
        using var again = second.CreateClient();
        Assert.AreSequenceEqual(
            await File.ReadAllBytesAsync(In("first/model-0001.mlnu")), await File.ReadAllBytesAsync(In("second/model-0001.mlnu")));
        StringAssert.Contains(await again.GetStringAsync("/users/u0"), """{"item":"i5","title":"i5"}""");
        using var swapped = await again.PostAsync("/swap", null);
        Assert.AreEqual(System.Net.HttpStatusCode.NoContent, swapped.StatusCode);
    }

    [TestMethod]
    public void All_that_is_wrong_with_the_settings_is_told_at_once()
    {
        using var shop = new ShopServer(
            In("state"), ("Shop:Data", In("nothing.tsv")), ("Shop:Users", "1"), ("Shop:Epochs", "0"), ("Shop:ForgetBatch", "0"));

        var problem = Assert.Throws<InvalidOperationException>(shop.Start);

        Assert.AreEqual(
            $"Data: there is no file '{In("nothing.tsv")}'. Users is 1; it must be at least 10. Epochs is 0; it must be at least 1. "
            + "ForgetBatch is 0; it must be at least 1.",
            problem.Message);
        Assert.IsFalse(Directory.Exists(In("state")));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
