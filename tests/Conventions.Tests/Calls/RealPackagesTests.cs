namespace MLNetUnlearn.Conventions.Calls;

// Its tests update sections of one file.
[TestClass]
[DoNotParallelize]
public sealed class RealPackagesTests
{
    /// <summary>The same with the stand-in and with the packages.</summary>
    [TestMethod]
    public void What_is_called_of_ML_NET_is_listed() =>
        RealPackages.Check(RealPackages.MLNet, assembly => assembly.StartsWith("Microsoft.ML", StringComparison.Ordinal));

    [TestMethod]
    public void What_is_called_of_the_tensor_library_is_listed() =>
#if TORCHSHARP
        RealPackages.Check(RealPackages.TorchSharp, assembly => assembly == "TorchSharp");
#else
        RealPackages.Check(RealPackages.Engine, assembly => assembly == "MLNetUnlearn.Engine");
#endif
}
