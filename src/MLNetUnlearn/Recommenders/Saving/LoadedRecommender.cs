using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence.Steps;
using MLNetUnlearn.Recommenders.Recommending;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>
/// A recommender inside a chain that ML.NET loaded: decoded when the first row comes, and kept as long as the chain's text of it.
/// </summary>
/// <typeparam name="T">The type of the items' values.</typeparam>
internal sealed class LoadedRecommender<T> where T : notnull
{
    // By reference: ML.NET hands the same text out for every row.
    private static readonly ConditionalWeakTable<object, LoadedRecommender<T>> _decoded = [];

    private readonly RecommenderTransformer _model;
    private readonly ItemValues<T> _values;

    private LoadedRecommender(string state)
    {
        var model = SavedRecommender.Restore(SavedStep.Parse(state).Payload, []);
        try
        {
            (_model, _values) = (model, new ItemValues<T>(model.Vocabulary));
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>Recommends after one row.</summary>
    public static void Recommend(RecommendSource<T> row, RecommendedPieces<T> recommended) =>
        Of(row.State).Run(row.Keys, row.Values, recommended);

    private static LoadedRecommender<T> Of(ReadOnlyMemory<char> state)
    {
        object identity = MemoryMarshal.TryGetString(state, out var text, out _, out _) ? text
            : MemoryMarshal.TryGetArray(state, out var segment) ? segment.Array!
            : throw new FormatException("The state of a recommender is neither text nor an array.");
        lock (_decoded) // so that cursors on several threads decode it once
            return _decoded.GetValue(identity, _ => new LoadedRecommender<T>(state.ToString()));
    }

    private void Run(in VBuffer<uint> keys, in VBuffer<T> values, RecommendedPieces<T> recommended)
    {
        var (dense, items) = (values.DenseValues().ToArray(), new List<uint>(keys.Length));
        foreach (var (slot, key) in keys.Items())
        {
            if (key != 0)
                items.Add(_values.KeyOf(dense[slot]));
        }
        var batch = new RecommendationBatch(_model.Top, 1);
        batch.Add(CollectionsMarshal.AsSpan(items));
        batch.Run();
        var count = _model.Options.TopK;
        var (best, scores) = (new uint[count], new float[count]);
        batch.CopyItems(0, best);
        batch.CopyScores(0, scores);
        recommended.SetItems(Array.ConvertAll(best, _values.Of));
        recommended.SetScores(scores);
    }
}
