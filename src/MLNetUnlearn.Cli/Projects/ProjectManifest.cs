namespace MLNetUnlearn.Cli.Projects;

/// <summary>What <c>project.json</c> says. It names the log, so that replacing it replaces the project in one go.</summary>
internal sealed record ProjectManifest
{
    public const int NewestVersion = 1;

    public int FormatVersion { get; init; } = NewestVersion;

    /// <summary>What the data come from.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>The log's file name.</summary>
    public required string Log { get; init; }

    /// <summary>The SHA-256 of the log's bytes.</summary>
    public required string Sha256 { get; init; }

    public required LogSize Size { get; init; }

    /// <summary>How many interactions have been erased since 'prepare'.</summary>
    public int Erased { get; init; }
}

/// <summary>What a project was prepared from.</summary>
/// <param name="Name">What the data are called, usually the file they came from.</param>
/// <param name="UserColumn">The user column's name, where it is one of its own; requests may use it, too.</param>
/// <param name="ItemColumn">The item column's name, where it is one of its own.</param>
internal sealed record ProjectSource(string Name, string? UserColumn = null, string? ItemColumn = null);
