using System.Net;
using System.Net.Sockets;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Starting;

/// <summary>What is wrong at the start is told in a sentence on the error stream, with exit code 2.</summary>
[TestClass]
public sealed class RefusedStartTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-unlearn-webapi-refused-");

    [TestCleanup]
    public void Erase() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task All_that_is_wrong_with_the_settings_is_told_at_once()
    {
        await CheckAsync(
            $"Data: there is no file '{In("nothing.tsv")}'. State is empty; it must be a folder. Users is 1; it must be at least 10. "
            + "Epochs is 0; it must be at least 1. ForgetDelay is 2.00:00:00; it must be 0 to 01:00:00. ForgetBatch is 0; it must be at "
            + "least 1. RetryDelay is 01:00:01; it must be above 0, to 01:00:00.",
            "--Data", In("nothing.tsv"), "--State", "", "--Shop:Users", "1", "--Shop:Epochs", "0", "--Shop:ForgetDelay", "2",
            "--Shop:ForgetBatch", "0", "--Shop:RetryDelay", "01:00:01");
    }

    [TestMethod]
    public async Task A_setting_that_cannot_be_read_is_told()
    {
        var (code, error) = await ShopProcess.RunAsync("--State", In("state"), "--AllowSwap", "maybe");

        Assert.AreEqual(2, code, error);
        StringAssert.Contains(error, "'maybe' at 'Shop:AllowSwap'");
        CheckIsALine(error);
        Assert.IsFalse(Directory.Exists(In("state")));
    }

    [TestMethod]
    public async Task A_state_folder_belongs_to_one_process_at_a_time()
    {
        using var shop = new RunningShop();

        var (code, error) = await ShopProcess.RunAsync("--State", shop.File(""));

        Assert.AreEqual(2, code, error);
        StringAssert.Contains(error, shop.File("requests.jsonl.lock"));
        CheckIsALine(error);
    }

    [TestMethod]
    public async Task A_state_is_not_gone_on_with_where_other_data_are_given()
    {
        await File.WriteAllLinesAsync(In("log.tsv"), ["u1\ti1", "u1\ti2"]);
        var state = FirstState.Copy();
        try
        {
            await CheckAsync(
                $"State: '{state.FullName}' was begun with other files than Data names. Give another folder, or leave Data out to go on "
                + "with what is there.",
                "--State", state.FullName, "--Data", In("log.tsv"));
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DataRow("requests.jsonl", "{ \"asked\": 1 }")]
    [DataRow("requests.jsonl", "{ \"done\": { \"ids\": [\"nobodys\"], \"report\": {} } }")]
    [DataRow("histories.jsonl", "{ \"user\": ")]
    public async Task A_damaged_state_is_told_with_its_line(string file, string damage)
    {
        var state = FirstState.Copy();
        try
        {
            var path = Path.Combine(state.FullName, file);
            var lines = File.Exists(path) ? (await File.ReadAllLinesAsync(path)).Length : 0;
            await File.AppendAllTextAsync(path, damage + "\n");

            await CheckAsync($"Line {lines + 1} of '{path}' is damaged.", "--State", state.FullName);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task A_port_in_use_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var state = FirstState.Copy();
        try
        {
            var (code, error) = await ShopProcess.RunAsync(
                "--State", state.FullName, "--urls", $"http://{other.LocalEndpoint}", "--Logging:LogLevel:Default", "None");

            Assert.AreEqual(2, code, error);
            StringAssert.Contains(error, "address already in use");
            CheckIsALine(error);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task Ids_that_no_request_can_name_are_refused()
    {
        await File.WriteAllLinesAsync(In("log.tsv"), ["u1\ti1", $"u1\t{new string('i', 257)}", "u\u00072\ti1"]);

        await CheckAsync(
            "Data: 2 interactions have a user or an item whose id has not 1 to 256 characters, or has control characters.",
            "--State", In("state"), "--Data", In("log.tsv"));
    }

    [TestMethod]
    public async Task A_model_that_could_not_unlearn_is_refused_and_leaves_no_state()
    {
        await File.WriteAllLinesAsync(In("log.tsv"), OwnLog.Lines.Append("u1\tunknown\t99").Append("u2\tunheard\t99"));
        var mlContext = new MLContext(1);
        using (var model = mlContext.SequentialRecommendation().Trainers.SasRec(
            new SasRecOptions { SequenceColumnName = "Items", Epochs = 1, Seed = 1 }).Fit(OwnLog.Windows(mlContext, "Items")))
        {
            mlContext.Model.SavePackage(model, In("renamed.mlnu"));
        }
        mlContext.Model.SavePackage(
            mlContext.SequentialRecommendation().Trainers.Popularity().Fit(OwnLog.Windows(mlContext, "Sequence")),
            In("counts.mlnu"));

        await CheckAsync(
            $"Model: '{In("renamed.mlnu")}' cannot unlearn: its columns must be Sequence, Target, UserId, IsForget, ValidationItem, and "
            + "are Items, Target, UserId, IsForget, ValidationItem; it does not know 2 items of Data.",
            "--State", In("state"), "--Data", In("log.tsv"), "--Model", In("renamed.mlnu"));
        var (code, error) = await ShopProcess.RunAsync("--State", In("state"), "--Data", In("log.tsv"), "--Model", In("counts.mlnu"));
        Assert.AreEqual(2, code, error);
        StringAssert.Contains(error, In("counts.mlnu"));
        CheckIsALine(error);
        Assert.AreSequenceEqual(["requests.jsonl.lock"], Directory.GetFiles(In("state")).Select(file => Path.GetFileName(file)).ToArray());
    }

    private static async Task CheckAsync(string sentence, params string[] arguments)
    {
        var (code, error) = await ShopProcess.RunAsync(arguments);

        Assert.AreEqual(sentence + Environment.NewLine, error);
        Assert.AreEqual(2, code);
    }

    private static void CheckIsALine(string error)
    {
        Assert.EndsWith(Environment.NewLine, error);
        Assert.DoesNotContain("   at ", error);
        Assert.HasCount(2, error.Split(Environment.NewLine));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
