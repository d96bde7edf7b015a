namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>What users can see changes only together with its listing, and is the same in every build.</summary>
[TestClass]
public sealed class PublicApiTests
{
    [TestMethod]
    public void The_librarys_public_api_is_the_checked_one() => Baseline.Check(
        "tests/Conventions.Tests/PublicApi/MLNetUnlearn.txt", new ApiListing(nullability: true).TextOf(OurAssemblies.Library));

    [TestMethod]
    public void The_serving_librarys_public_api_is_the_checked_one() => Baseline.Check(
        "tests/Conventions.Tests/PublicApi/MLNetUnlearn.Serving.txt", new ApiListing(nullability: true).TextOf(OurAssemblies.Serving));
}
