using System.IO.Compression;

namespace MLNetUnlearn.Conventions.Packages;

#if !TORCHSHARP
/// <summary>The packages as they are published.</summary>
[TestClass]
public sealed class PublishedPackageTests
{
    private const string RealMLNet = "-p:UseNuGetMLNet=true";

    [TestMethod]
    public void The_library_stands_on_ML_NET_and_the_engine() => PackageContents.Check(
        Packing.Pack("MLNetUnlearn", RealMLNet), "MLNetUnlearn",
        "CsvHelper 34.0.0", "MLNetUnlearn.Engine 0.1.0", "Microsoft.ML 5.0.0", "Microsoft.ML.FastTree 5.0.0", "Spectre.Console 0.49.1");

    [TestMethod]
    public void The_helper_for_tests_stands_on_ML_NET_alone() =>
        PackageContents.Check(Packing.Pack("MLNetUnlearn.Testing", RealMLNet), "MLNetUnlearn.Testing", "Microsoft.ML 5.0.0");

    [TestMethod]
    public void Serving_stands_on_the_library_and_hosting() => PackageContents.Check(
        Packing.Pack("MLNetUnlearn.Serving", RealMLNet), "MLNetUnlearn.Serving",
        "MLNetUnlearn 0.1.0", "Microsoft.Extensions.DependencyInjection.Abstractions 10.0.14",
        "Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14", "Microsoft.Extensions.Hosting.Abstractions 10.0.14",
        "Microsoft.Extensions.Logging.Abstractions 10.0.14", "Microsoft.Extensions.Options 10.0.14",
        "Microsoft.ML 5.0.0", "Microsoft.ML.FastTree 5.0.0");

    [TestMethod]
    public void The_tool_brings_all_it_runs_on()
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-unlearn-");
        try
        {
            var (exitCode, output) = Packing.Run(
                Repository.PathOf("src/MLNetUnlearn.Cli/MLNetUnlearn.Cli.csproj"), folder.FullName, RealMLNet);
            Assert.AreEqual(0, exitCode, output);
            using var zip = ZipFile.OpenRead(folder.GetFiles("*.nupkg").Single().FullName);
            string Text(string entry)
            {
                using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
                return reader.ReadToEnd();
            }
            var nuspec = Text("MLNetUnlearn.Cli.nuspec");
            foreach (var part in (string[])["<packageType name=\"DotnetTool\" />", ">MIT</license>", "<readme>README.md</readme>"])
                Assert.Contains(part, nuspec);
            Assert.Contains("Command Name=\"mlnet-unlearn\" EntryPoint=\"MLNetUnlearn.Cli.dll\"", Text("tools/net10.0/any/DotnetToolSettings.xml"));
            foreach (var file in (string[])["MLNetUnlearn.Cli", "MLNetUnlearn", "MLNetUnlearn.Engine", "Microsoft.ML.Core", "Microsoft.ML.FastTree"])
                Assert.IsNotNull(zip.GetEntry($"tools/net10.0/any/{file}.dll"), file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
#endif
