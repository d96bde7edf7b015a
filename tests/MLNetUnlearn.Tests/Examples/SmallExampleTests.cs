using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>Examples of a few lines: what they print.</summary>
[TestClass]
public sealed class SmallExampleTests
{
    [TestMethod]
    public void A_network_of_ones_own_is_trained_unlearned_saved_and_loaded()
    {
        var output = Run("CustomModule.dll");

        ExpectedOutput.AssertIs("CustomModule", output);
        // What was loaded judges as what was saved.
        var figures = output.Split('\n').ToLookup(line => line.PadRight(12)[..12].Trim(), line => line.PadRight(12)[12..]);
        Assert.AreEqual(figures["Newton step"].Single(), figures["loaded"].Single());
    }

    [TestMethod]
    public void The_single_file_trains_forgets_and_compares() => ExpectedOutput.AssertIs("quickstart", Run("QuickStartFile.dll"));

    /// <summary>The project that the test runs leaves the file's own directives out: what they name is there.</summary>
    [TestMethod]
    public void The_single_files_project_is_there_and_its_package_line_has_the_packages_version()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "quickstart.cs"));

        var project = lines.Single(line => line.StartsWith("#:project ", StringComparison.Ordinal))["#:project ".Length..];
        Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, project)), project);
        var version = typeof(MLContextExtensions).Assembly.GetName().Version!.ToString(3);
        Assert.IsTrue(lines.Any(line => line.EndsWith($"#:package MLNetUnlearn@{version}", StringComparison.Ordinal)), version);
        Assert.IsLessThan(60, lines.Length);
    }

    private static string Run(string assembly, params string[] arguments)
    {
        var (exitCode, output, error) = DotnetProgram.Run(assembly, arguments);
        Assert.AreEqual((0, ""), (exitCode, error));
        return output;
    }
}
