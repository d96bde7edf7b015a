using System.Text.Json.Serialization;

namespace MLNetUnlearn.Cli.Health;

/// <summary>How something that was looked at is.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but could be better.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Bad,
}

/// <summary>Something that was looked at.</summary>
internal sealed record Check(string Name, CheckState State, string Finding)
{
    /// <summary>Whether it is about the file that was named, not about the machine.</summary>
    [JsonIgnore]
    public bool IsOfFile { get; init; }
}
