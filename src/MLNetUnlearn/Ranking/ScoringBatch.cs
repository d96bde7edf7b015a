namespace MLNetUnlearn.Ranking;

/// <summary>How many sequences are scored at once.</summary>
internal static class ScoringBatch
{
    /// <summary>The number of sequences where each is scored on some candidates, or on a catalogue that is small enough.</summary>
    public const int Most = 256;

    private const int MostScores = 1 << 24; // 64 MB

    /// <summary>The number of sequences whose scores of the whole catalogue are held at once: 1 to <see cref="Most"/>.</summary>
    public static int OfWhole(int itemCount) => Math.Clamp(MostScores / Math.Max(1, itemCount), 1, Most);
}
