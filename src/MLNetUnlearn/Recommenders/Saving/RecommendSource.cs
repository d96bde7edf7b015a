using MLNetUnlearn.Persistence.Steps;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>What a loaded recommender reads of a row.</summary>
/// <typeparam name="T">The type of the items' values.</typeparam>
internal sealed class RecommendSource<T>
{
    public const string KeysColumn = "MLNetUnlearn.Keys";
    public const string ValuesColumn = "MLNetUnlearn.Values";

    /// <summary>The model.</summary>
    [ColumnName(StateChain.StateColumn)]
    public ReadOnlyMemory<char> State { get; set; }

    /// <summary>The sequence's keys, of which 0 tells the missing ones.</summary>
    [ColumnName(KeysColumn)]
    public VBuffer<uint> Keys { get; set; }

    /// <summary>What the keys stand for in the input's own coding, which may be another than the model's.</summary>
    [ColumnName(ValuesColumn)]
    public VBuffer<T> Values { get; set; }
}
