using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Scores of single items: h·e per row.</summary>
internal static class ItemScores
{
    /// <summary>M×d hidden states and M items (int64) to M scores, or M×k items to M×k scores.</summary>
    public static Tensor Of(SequenceModule module, Tensor hidden, Tensor items) =>
        PackedLookup.Dot(hidden, module.ItemEmbedding, items);
}
