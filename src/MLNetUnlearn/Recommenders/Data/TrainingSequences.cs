using MLNetUnlearn.DataViews;
using MLNetUnlearn.Sequences;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>The sequences that windows were cut from, put together again.</summary>
/// <param name="Vocabulary">The items.</param>
/// <param name="MaximumLength">n, the window length.</param>
/// <param name="Sequences">Per user, the items in their order; windows to forget are left out.</param>
internal sealed record TrainingSequences(Vocabulary Vocabulary, int MaximumLength, SequenceTable Sequences)
{
    public int ItemCount => Vocabulary.Count;

    /// <summary>Reads a data view of windows once; rows of one user are contiguous.</summary>
    /// <exception cref="InvalidOperationException">Item columns have different numbers of keys, or a key is out of range.</exception>
    public static TrainingSequences Read(IDataView view, RecommenderTrainerOptions options)
    {
        var schema = view.Schema;
        var (sequence, target) = (schema[options.SequenceColumnName], schema[options.TargetColumnName]);
        KeyColumns.CheckSameVocabulary(options.Name, sequence, target);
        using var cursor = view.GetRowCursor(OptionalColumn.Present(
            schema, options.SequenceColumnName, options.TargetColumnName, options.ForgetColumnName, options.UserColumnName));
        var (items, targets) = (new KeyVectorReader(cursor, sequence), new KeyVectorReader(cursor, target));
        var forget = OptionalColumn.Getter(cursor, options.ForgetColumnName, false);
        var runs = UserRuns.Over(cursor, options.UserColumnName);
        var sequences = new WindowJoiner();
        while (cursor.MoveNext())
        {
            if (runs.IsNewUser())
                sequences.EndSequence();
            var isForget = false;
            forget(ref isForget);
            if (!isForget)
                sequences.AddWindow(items.ReadItems(), targets.ReadSlots()[^1]);
        }
        sequences.EndSequence();
        return new TrainingSequences(Vocabulary.Of(sequence), ((VectorDataViewType)sequence.Type).Size, sequences.ToTable());
    }
}
