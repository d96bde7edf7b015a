using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
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
        await File.WriteAllLinesAsync(In("log.tsv"), OwnLog.Lines.Prepend("user\titem\ttimestamp"));
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

    /// <summary>The model codes items in the order of its own log; they go by their text.</summary>
    [TestMethod]
    public async Task A_model_of_the_same_log_in_another_order_unlearns()
    {
        var mlContext = new MLContext(1);
        using (var model = mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Epochs = 1, Seed = 1 })
            .Fit(OwnLog.Windows(mlContext, "Sequence")))
        {
            mlContext.Model.SavePackage(model, In("model.mlnu"));
        }
        await File.WriteAllLinesAsync(In("log.tsv"), OwnLog.Lines.Reverse());
        using var shop = new ShopServer(In("state"), ("Shop:Data", In("log.tsv")), ("Shop:Model", In("model.mlnu")));

        Assert.AreEqual((2, 1, "NewtonStep"), await ForgetAsync(shop, """{ "user": "u0", "item": "i2" }"""));
    }

    /// <summary>
    /// Who had one item before the held-out ones is nobody to compare with: a pair has two. The model is trained from scratch.
    /// </summary>
    [TestMethod]
    public async Task Where_there_is_nobody_to_compare_with_the_model_is_trained_from_scratch()
    {
        await File.WriteAllLinesAsync(In("log.tsv"),
        [
            .. Enumerable.Range(0, 9).Select(item => $"u0\ti{item}\t{item}"), "u1\ti1\t0", "u1\ti2\t1", "u1\ti3\t2",
        ]);
        using var shop = new ShopServer(In("state"), ("Shop:Data", In("log.tsv")));

        Assert.AreEqual((2, 1, "Retrain"), await ForgetAsync(shop, """{ "user": "u0", "item": "i2" }"""));
    }

    [TestMethod]
    public async Task Ids_may_have_slashes()
    {
        await File.WriteAllLinesAsync(
            In("log.tsv"), OwnLog.Lines.Select(line => line.Replace('u', '/').Replace("i", "i/", StringComparison.Ordinal)));
        using var shop = new ShopServer(In("state"), ("Shop:Data", In("log.tsv")), ("Shop:Epochs", "1"));
        using var client = shop.CreateClient();

        StringAssert.StartsWith(await client.GetStringAsync("/users/%2F0"), """{"user":"/0","history":[{"item":"i/5",""");
        StringAssert.StartsWith(await client.GetStringAsync("/similar/i%2f5"), """{"item":"i/5",""");
    }

    [TestMethod]
    public async Task The_files_that_a_state_was_begun_with_may_be_gone()
    {
        await File.WriteAllLinesAsync(In("log.tsv"), OwnLog.Lines);
        using (var first = new ShopServer(In("state"), ("Shop:Data", In("log.tsv")), ("Shop:Epochs", "1")))
            first.Start();
        using (var again = new ShopServer(In("state"), ("Shop:Data", In("log.tsv"))))
            again.Start();
        File.Delete(In("log.tsv"));

        using var last = new ShopServer(In("state"));
        using var client = last.CreateClient();

        StringAssert.StartsWith(await client.GetStringAsync("/users/u0"), """{"user":"u0","history":[{"item":"i5",""");
    }

    /// <summary>Forgets, and tells the version, the pairs and the method of what came of it.</summary>
    private static async Task<(int Version, int Pairs, string Method)> ForgetAsync(ShopServer shop, string json)
    {
        using var client = shop.CreateClient();
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/forget", body);
        var id = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!;
        for (var state = ""; state != "forgotten";)
        {
            state = (string)JsonNode.Parse(await client.GetStringAsync($"/status/{id}"))!["state"]!;
            Assert.AreNotEqual("failed", state);
        }
        var last = JsonNode.Parse(await client.GetStringAsync("/status"))!["lastUnlearning"]!;
        return ((int)last["version"]!, (int)last["pairs"]!, (string)last["method"]!);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
