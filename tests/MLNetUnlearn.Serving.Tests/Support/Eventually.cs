namespace MLNetUnlearn.Serving.Tests.Support;

/// <summary>Waits for what another thread does.</summary>
internal static class Eventually
{
    public static async Task IsTrue(Func<bool> condition, string what)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
            await Task.Delay(10);
        Assert.IsTrue(condition(), what);
    }
}
