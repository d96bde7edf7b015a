namespace MLNetUnlearn.Conventions.Packages;

/// <summary>The two switches decide, each for itself, what stands under a project.</summary>
[TestClass]
public sealed class PackageGraphTests
{
    private const string Csv = "CsvHelper 34.0.0";
    private const string Spectre = "Spectre.Console 0.49.1";
    private const string FsCheck = "FsCheck 3.6.0";
    private const string ML = "Microsoft.ML 5.0.0";
    private const string FastTree = "Microsoft.ML.FastTree 5.0.0";
    private const string MLTorchSharp = "Microsoft.ML.TorchSharp 0.23.0";
    private const string Torch = "TorchSharp 0.102.7";
    private const string Adapter = "MSTest.TestAdapter 4.5.2";
    private const string Framework = "MSTest.TestFramework 4.5.2";
    private const string StandIn = "Microsoft.ML";
    private const string Engine = "MLNetUnlearn.Engine";

    [TestMethod]
    [DataRow(false, false, new[] { Csv, Spectre }, new[] { Engine, StandIn })]
    [DataRow(true, false, new[] { Csv, ML, FastTree, Spectre }, new[] { Engine })]
    [DataRow(false, true, new[] { Csv, Spectre, Torch }, new[] { StandIn })]
    [DataRow(true, true, new[] { Csv, ML, FastTree, MLTorchSharp, Spectre, Torch }, new string[0])]
    public void The_library_stands_on_what_the_switches_say(bool mlNet, bool torchSharp, string[] packages, string[] projects) =>
        Check("src/MLNetUnlearn/MLNetUnlearn.csproj", mlNet, torchSharp, packages, projects);

    [TestMethod]
    [DataRow(false, new string[0], new[] { StandIn })]
    [DataRow(true, new[] { ML }, new string[0])]
    public void The_helper_for_tests_stands_on_ML_NET_alone(bool mlNet, string[] packages, string[] projects) =>
        Check("src/MLNetUnlearn.Testing/MLNetUnlearn.Testing.csproj", mlNet, false, packages, projects);

    [TestMethod]
    public void Tests_of_the_library_stand_on_the_same() => Check(
        "tests/MLNetUnlearn.Tests/MLNetUnlearn.Tests.csproj", true, true,
        [FsCheck, Adapter, Framework, ML, FastTree, MLTorchSharp, Torch],
        [
            "CustomModule", "EstimatorContract", "ForgetSensitiveItems", "MLNetUnlearn", "MLNetUnlearn.Worker", "NextItem", "QuickStart",
            "QuickStartFile", "Titles",
        ]);

    [TestMethod]
    public void The_serving_library_stands_on_abstractions() => Check(
        "src/MLNetUnlearn.Serving/MLNetUnlearn.Serving.csproj", true, false,
        [
            "Microsoft.Extensions.DependencyInjection.Abstractions 10.0.14",
            "Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14", "Microsoft.Extensions.Hosting.Abstractions 10.0.14",
            "Microsoft.Extensions.Logging.Abstractions 10.0.14", "Microsoft.Extensions.Options 10.0.14", ML, FastTree,
        ],
        ["MLNetUnlearn"]);

    [TestMethod]
    public void Tests_of_the_engine_need_no_ML_NET() => Check(
        "tests/MLNetUnlearn.Engine.Tests/MLNetUnlearn.Engine.Tests.csproj", true, false, [Adapter, Framework], [Engine]);

    [TestMethod]
    public void Tests_in_a_browser_stand_on_the_library_and_what_has_pages() => Check(
        "tests/MLNetUnlearn.BrowserTests/MLNetUnlearn.BrowserTests.csproj", true, false,
        ["Deque.AxeCore.Playwright 4.14.0", Adapter, Framework, "Microsoft.AspNetCore.Mvc.Testing 10.0.14", "Microsoft.Playwright 1.64.1"],
        ["MLNetUnlearn", "NextItem.WebApi"]);

    [TestMethod]
    [DataRow("QuickStart")]
    [DataRow("Titles")]
    public void Examples_know_no_tensors(string example) => Check(
        $"examples/{example}/{example}.csproj", true, false,
        [ML, FastTree, Spectre, "System.CommandLine 2.0.0"], ["MLNetUnlearn"]);

    [TestMethod]
    public void The_tool_knows_no_tensors() => Check(
        "src/MLNetUnlearn.Cli/MLNetUnlearn.Cli.csproj", true, false, [Csv, ML, FastTree, Spectre, "System.CommandLine 2.0.0"], ["MLNetUnlearn"]);

    private static void Check(string project, bool mlNet, bool torchSharp, string[] packages, string[] projects)
    {
        var evaluation = ProjectEvaluation.Of(project, mlNet, torchSharp);

        Assert.AreEqual(string.Join(", ", packages), string.Join(", ", evaluation.Packages));
        Assert.AreEqual(string.Join(", ", projects), string.Join(", ", evaluation.Projects));
        Assert.AreEqual(mlNet, evaluation.Constants.Contains("NUGET_MLNET"));
        Assert.AreEqual(torchSharp, evaluation.Constants.Contains("TORCHSHARP"));
    }
}
