namespace MLNetUnlearn.Conventions.Packages;

/// <summary>Only the published form is packed: against the real ML.NET, on our engine.</summary>
[TestClass]
public sealed class PackingTests
{
    private const string Engine = "MLNetUnlearn.Engine";

    [TestMethod]
    public void These_are_packages() => CollectionAssert.AreEquivalent(
        (string[])["MLNetUnlearn", Engine, "MLNetUnlearn.Cli", "MLNetUnlearn.Serving", "MLNetUnlearn.Testing"],
        Packing.Projects.Select(Path.GetFileNameWithoutExtension).ToArray());

    [TestMethod]
    [DynamicData(nameof(StandingOnMLNet))]
    public void Packing_against_the_stand_in_is_refused(string id) => Refused(
        id, $"error MLNU001: {id} is packed against the real ML.NET only, and this build is against the stand-in, which is no package. "
            + "Pack with -p:UseNuGetMLNet=true.", "-p:UseNuGetMLNet=false", "-p:UseTorchSharp=false");

    [TestMethod]
    public void Packing_on_TorchSharp_is_refused() => Refused(
        "MLNetUnlearn", "error MLNU002: MLNetUnlearn is packed on MLNetUnlearn.Engine only. Builds on TorchSharp are made from source; "
            + "pack without UseTorchSharp.", "-p:UseNuGetMLNet=true", "-p:UseTorchSharp=true");

    [TestMethod]
    public void Every_package_has_a_page_a_description_and_tags() => Problems.None(Packing.Projects.SelectMany(project =>
    {
        var text = File.ReadAllText(project);
        return ((string[])["Description", "PackageTags"]).Where(name => !text.Contains($"<{name}>", StringComparison.Ordinal))
            .Select(name => $"{Path.GetFileName(project)} has no {name}");
    }));

    internal static IEnumerable<object[]> StandingOnMLNet =>
        from project in Packing.Projects
        let id = Path.GetFileNameWithoutExtension(project)
        where id != Engine
        select (object[])[id];

    internal static void Refused(string id, string why, params string[] properties)
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-unlearn-");
        try
        {
            var project = Packing.Projects.Single(project => Path.GetFileNameWithoutExtension(project) == id);
            var (exitCode, output) = Packing.Run(project, folder.FullName, properties);

            Assert.AreEqual(1, exitCode);
            StringAssert.Contains(output, why);
            Assert.IsEmpty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
