namespace Titles;

/// <summary>What the command line says.</summary>
internal sealed record TitlesOptions(FileInfo? Interactions, FileInfo? Titles, int Users, string? Item, int Epochs, int Seed)
{
    /// <exception cref="ArgumentException">Options are out of range; all of them are named.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public void Check()
    {
        List<string> problems = [];
        if ((Interactions is null) != (Titles is null))
            problems.Add("--interactions and --titles are needed together.");
        if (Users < 1)
            problems.Add($"--users is {Users}; it must be at least 1.");
        if (Epochs < 1)
            problems.Add($"--epochs is {Epochs}; it must be at least 1.");
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(' ', problems));
        if (Titles is { Exists: false })
            throw new FileNotFoundException($"There is no file of titles '{Titles.FullName}'.");
    }
}
