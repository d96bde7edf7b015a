namespace MLNetUnlearn.Conventions;

internal static class Problems
{
    /// <summary>Fails with all problems, one a line.</summary>
    public static void None(IEnumerable<string> problems)
    {
        var found = problems.ToArray();
        if (found.Length > 0)
            Assert.Fail($"{found.Length} found:\n{string.Join("\n", found)}");
    }
}
