using MLNetUnlearn.Options;

namespace MLNetUnlearn.Persistence;

/// <summary>
/// Where a long run keeps its whole state (weights, optimiser, random positions, best model so far), so that it goes on where it was when
/// its process ended, and ends with the same bits as a run that was never interrupted.
/// </summary>
/// <remarks>
/// Fitting looks for the file first: where it is there, the run goes on; where it belongs to another run (other data, options or seed),
/// fitting fails. So a run that may be resumed needs a seed, of its own or of its <c>MLContext</c>. The file is replaced whole, and
/// deleted when the run is done; a run that is cancelled or fails leaves it. It tells of the data that the run reads: a file that
/// is left over is to be erased like the data.
/// </remarks>
public sealed record CheckpointOptions
{
    /// <summary>The file; its folder must exist. No default: it must be set.</summary>
    public string FilePath { get; init; } = "";

    /// <summary>
    /// How many epochs lie between two writes, at least 1. Default 1. An epoch of training is a pass over the windows, of unlearning a pass
    /// over the forget set.
    /// </summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Adds what is wrong with these options to <paramref name="problems"/>.</summary>
    internal void Check(OptionProblems problems)
    {
        problems.Require(IsFileInFolder(FilePath), "Checkpoint.FilePath", FilePath, "a file in a folder that exists");
        problems.RequireCount("Checkpoint.EveryEpochs", EveryEpochs);
    }

    private static bool IsFileInFolder(string? path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            return false;
        var full = Path.GetFullPath(path);
        return Path.GetFileName(full).Length > 0 && !Directory.Exists(full) && Directory.Exists(Path.GetDirectoryName(full));
    }
}
