namespace MLNetUnlearn.Engine.Tests.Scopes;

[TestClass]
public sealed class DisposeScopeMemoryTests
{
    [TestMethod]
    [DataRow(1, 200_000)]
    [DataRow(100, 3000)]
    public void LargeOrManyClosedScopesKeepLittleMemory(int scopes, int tensors)
    {
        using Tensor x = zeros(1);
        Fill(1, 3000, x); // what the thread keeps in any case
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(scopes, tensors, x);
        Assert.IsLessThan(before + 2_000_000, GC.GetTotalMemory(forceFullCollection: true));
    }

    // Each scope within the one before.
    private static void Fill(int scopes, int tensors, Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        for (int i = 0; i < tensors; i++) _ = x.detach();
        if (scopes > 1) Fill(scopes - 1, tensors, x);
    }
}
