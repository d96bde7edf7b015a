using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>The sizes that all networks of self-attention blocks have, and what is wrong with them.</summary>
internal static class AttentionSizes
{
    /// <summary>Requires a possible number of blocks, and heads that divide d.</summary>
    public static void Check(OptionProblems problems, int blocks, int heads, int embeddingSize)
    {
        problems.Require(blocks is >= 1 and <= 16, nameof(SasRecOptions.Blocks), blocks, "1 to 16");
        problems.RequireCount(nameof(SasRecOptions.Heads), heads);
        if (heads >= 1 && embeddingSize % heads != 0)
        {
            problems.Require(
                false, nameof(SasRecOptions.Heads), heads, $"a divisor of {nameof(RecommenderOptions.EmbeddingSize)} ({embeddingSize})");
        }
    }
}
