namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>Code that compiles against the stand-in compiles against ML.NET.</summary>
[TestClass]
public sealed class StandInTruthTests
{
    [TestMethod]
    public void Nothing_in_the_stand_in_is_missing_in_ML_NET()
    {
        var real = new RealApi(OurAssemblies.Beside("Microsoft.ML*.dll"));

        Problems.None(real.BrokenPromises("tests/Conventions.Tests/PublicApi/Microsoft.ML.txt", mayOmitOptional: false));
    }
}
