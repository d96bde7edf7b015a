namespace MLNetUnlearn.Conventions.Packages;

[TestClass]
public sealed class EnginePackageTests
{
    [TestMethod]
    public void The_engine_is_packed_by_itself() => PackageContents.Check(Packing.Pack("MLNetUnlearn.Engine"), "MLNetUnlearn.Engine");
}
