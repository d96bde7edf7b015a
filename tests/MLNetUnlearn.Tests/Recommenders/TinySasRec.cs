using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Small SASRec networks.</summary>
internal static class TinySasRec
{
    public const int ItemCount = Tiny.ItemCount;
    public const int MaximumLength = Tiny.MaximumLength;

    public static SasRecModule Create(int d = 4, int blocks = 1, int heads = 2, double dropout = 0)
    {
        var options = new SasRecOptions { EmbeddingSize = d, Blocks = blocks, Heads = heads, Dropout = dropout };
        return Tiny.Filled(new SasRecModule(ItemCount, MaximumLength, options));
    }
}
