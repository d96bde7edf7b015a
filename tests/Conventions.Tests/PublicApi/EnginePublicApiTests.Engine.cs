namespace MLNetUnlearn.Conventions.PublicApi;

[TestClass]
public sealed class EnginePublicApiTests
{
    [TestMethod]
    public void The_engines_public_api_is_the_checked_one() => Baseline.Check(
        "tests/Conventions.Tests/PublicApi/MLNetUnlearn.Engine.txt", new ApiListing().TextOf(typeof(Engine.torch).Assembly));
}
