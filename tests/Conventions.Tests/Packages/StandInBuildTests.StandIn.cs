namespace MLNetUnlearn.Conventions.Packages;

[TestClass]
public sealed class StandInBuildTests
{
    /// <summary>What these tests run on was built against the stand-in: a switch at packing does not make it the published form.</summary>
    [TestMethod]
    public void Packing_what_was_built_against_the_stand_in_is_refused() => PackingTests.Refused(
        "MLNetUnlearn", "error MLNU003: MLNetUnlearn was last built against the stand-in. Pack without --no-build.",
        "-p:UseNuGetMLNet=true", "-p:UseTorchSharp=false");
}
