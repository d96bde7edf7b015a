namespace MLNetUnlearn.Testing;

/// <summary>A pipeline is not what its baseline says. The message lists everything that differs.</summary>
public sealed class PipelineBaselineException : Exception
{
    /// <summary>Made by <see cref="PipelineBaseline.Check"/>.</summary>
    /// <param name="filePath">The baseline's full path.</param>
    /// <param name="differences">What differs, one entry of the baseline each.</param>
    /// <param name="message">All of it, with what to do.</param>
    internal PipelineBaselineException(string filePath, IReadOnlyList<string> differences, string message)
        : base(message) => (FilePath, Differences) = (filePath, differences);

    /// <summary>The baseline's full path.</summary>
    public string FilePath { get; }

    /// <summary>What differs, one text for each entry; empty if there is no baseline yet.</summary>
    public IReadOnlyList<string> Differences { get; }
}
