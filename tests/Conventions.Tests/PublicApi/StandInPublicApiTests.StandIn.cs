namespace MLNetUnlearn.Conventions.PublicApi;

[TestClass]
public sealed class StandInPublicApiTests
{
    [TestMethod]
    public void The_stand_ins_public_api_is_the_checked_one() => Baseline.Check(
        "tests/Conventions.Tests/PublicApi/Microsoft.ML.txt", new ApiListing().TextOf(typeof(Microsoft.ML.MLContext).Assembly));
}
