using System.Diagnostics;
using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Running;

/// <summary>The built tool in a process of its own, interrupted as by Ctrl-C.</summary>
[TestClass]
public sealed class InterruptTests
{
    private const int Longest = 60_000;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Ctrl_C_leaves_a_state_from_which_the_same_command_goes_on()
    {
        using var shop = Shop.WithProject();
        string[] command = ["train", shop.Project, "--out", shop.Model, "--epochs", "400", "--dimension", "8", "--set", "PatienceEpochs=400"];
        using var process = Start(command);
        for (var line = process.StandardError.ReadLine(); line?.Contains("epoch 20 of", StringComparison.Ordinal) == false;)
            line = process.StandardError.ReadLine();
        Interrupt(process);
        var rest = process.StandardError.ReadToEndAsync();
        Assert.IsTrue(process.WaitForExit(Longest));

        Assert.AreEqual(130, process.ExitCode);
        Assert.EndsWith("Cancelled. The same command again goes on from here.\n", rest.Result);
        Assert.IsFalse(File.Exists(shop.Model));
        Assert.IsTrue(Directory.Exists(Path.Combine(shop.Project, ".state")));

        var resumed = ToolRun.Of(command).Expect(0);
        Assert.DoesNotContain("epoch 20 of", resumed.Error);
        var bytes = File.ReadAllBytes(shop.Model);
        ToolRun.Of(command).Expect(0);
        CollectionAssert.AreEqual(File.ReadAllBytes(shop.Model), bytes); // a run from the start gives the same
    }

    private static Process Start(string[] arguments)
    {
        // A shell that runs tests in the background has its children ignore SIGINT.
        var start = new ProcessStartInfo("env") { RedirectStandardError = true };
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        foreach (var argument in (string[])["--default-signal=INT", dotnet, Path.Combine(AppContext.BaseDirectory, "MLNetUnlearn.Cli.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
