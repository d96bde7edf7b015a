namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>EngineExtras.txt: what the engine has beyond TorchSharp; "prefix of a promise | why".</summary>
internal static class EngineExtras
{
    private const string File = "tests/Conventions.Tests/PublicApi/EngineExtras.txt";

    public static void Check(IReadOnlyList<string> brokenPromises)
    {
        var extras = Repository.Read(File).Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ")).ToArray();

        Assert.IsTrue(extras.All(extra => extra.Length == 2 && extra[1].Length > 0), $"{File}: every line is \"prefix | reason\".");
        var problems = brokenPromises.Where(promise => !extras.Any(extra => promise.StartsWith(extra[0], StringComparison.Ordinal)))
            .Concat(extras.Where(extra => !brokenPromises.Any(promise => promise.StartsWith(extra[0], StringComparison.Ordinal)))
                .Select(extra => $"{extra[0]} : listed in {File}, but TorchSharp has it or the engine has not"));
        Problems.None(problems);
    }
}
