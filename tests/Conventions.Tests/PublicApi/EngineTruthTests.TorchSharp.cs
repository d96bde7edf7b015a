namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>Code that compiles against the engine compiles against TorchSharp, the listed extras apart.</summary>
[TestClass]
public sealed class EngineTruthTests
{
    [TestMethod]
    public void Only_the_listed_extras_of_the_engine_are_missing_in_TorchSharp()
    {
        var real = new RealApi([typeof(TorchSharp.torch).Assembly]);

        EngineExtras.Check(real.BrokenPromises("tests/Conventions.Tests/PublicApi/MLNetUnlearn.Engine.txt", mayOmitOptional: true));
    }
}
