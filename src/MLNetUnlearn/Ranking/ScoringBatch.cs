namespace MLNetUnlearn.Ranking;

/// <summary>How many sequences are worked on at once.</summary>
internal static class ScoringBatch
{
    /// <summary>The number of sequences that go through the model at once: enough to fill its kernels, few enough for the caches.</summary>
    public const int Encoded = 256;

    /// <summary>The number of hidden states that meet the whole catalogue in one pass over it.</summary>
    public const int Searched = 4096;

    private const int MostRecommended = 1024;
    private const int MostResults = 1 << 20;

    /// <summary>The number of sequences that get k recommendations each at once.</summary>
    public static int Recommended(int k) => Math.Clamp(MostResults / k, 1, MostRecommended);
}
