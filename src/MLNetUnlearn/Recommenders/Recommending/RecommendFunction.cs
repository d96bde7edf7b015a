using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>Recommendations as columns of a row, one row at a time or ahead of the reader in batches.</summary>
internal sealed class RecommendFunction(
    TopItems top, DataViewSchema.Column sequence, Vocabulary vocabulary, RecommenderTrainerOptions options) : IRowFunction
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
    [
        vocabulary.Vector(options.RecommendedColumnName, options.TopK),
        new(options.ScoreColumnName, new VectorDataViewType(NumberDataViewType.Single, options.TopK)),
    ];

    public IReadOnlyList<DataViewSchema.Column> Read { get; } = [sequence];

    public IReadOnlyList<Delegate> CreateGetters(DataViewRow input)
    {
        var reader = new KeyVectorReader(input, sequence);
        var batch = new RecommendationBatch(top, 1);
        var memo = new RowMemo(input, () =>
        {
            batch.Add(reader.ReadItems());
            batch.Run();
        });
        return Getters(batch, () =>
        {
            memo.Refresh();
            return 0;
        });
    }

    /// <summary>
    /// Getters over the rows of <paramref name="input"/> that read <paramref name="ahead"/>, a second cursor, in batches.
    /// </summary>
    public IReadOnlyList<Delegate> CreateBatchedGetters(DataViewRow input, DataViewRowCursor ahead)
    {
        var reader = new KeyVectorReader(ahead, sequence);
        var batch = new RecommendationBatch(top, ScoringBatch.Recommended(top.Count));
        long first = 0, end = 0;
        return Getters(batch, () =>
        {
            RowState.CheckOnRow(input.Position);
            while (input.Position >= end)
            {
                first = end;
                while (!batch.IsFull && ahead.MoveNext())
                {
                    batch.Add(reader.ReadItems());
                    end++;
                }
                if (end == first)
                    throw new InvalidOperationException($"{options.Name}: the input gave fewer rows when it was read a second time.");
                batch.Run();
            }
            return (int)(input.Position - first);
        });
    }

    private Delegate[] Getters(RecommendationBatch batch, Func<int> row)
    {
        ValueGetter<VBuffer<uint>> items = (ref VBuffer<uint> value) =>
        {
            var editor = VBufferEditor.Create(ref value, top.Count);
            batch.CopyItems(row(), editor.Values);
            value = editor.Commit();
        };
        ValueGetter<VBuffer<float>> scores = (ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, top.Count);
            batch.CopyScores(row(), editor.Values);
            value = editor.Commit();
        };
        return [items, scores];
    }
}
