using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>Reads a data view of windows once; rows of one user are contiguous.</summary>
internal static class RecommenderDataReader
{
    /// <exception cref="InvalidOperationException">Item columns have different numbers of keys, or a key is out of range.</exception>
    public static RecommenderData Read(IDataView view, RecommenderOptions options)
    {
        var schema = view.Schema;
        var sequence = schema[options.SequenceColumnName];
        foreach (var column in OptionalColumn.Present(schema, options.TargetColumnName, options.ValidationColumnName))
            KeyColumns.CheckSameVocabulary(options.Name, sequence, column);
        var users = new UserRows(Vocabulary.Of(sequence), ((VectorDataViewType)sequence.Type).Size);
        using var cursor = view.GetRowCursor(OptionalColumn.Present(
            schema, options.SequenceColumnName, options.TargetColumnName, options.ValidationColumnName, options.ForgetColumnName,
            options.UserColumnName));
        var items = new KeyVectorReader(cursor, sequence);
        var targets = new KeyVectorReader(cursor, schema[options.TargetColumnName]);
        var validation = OptionalColumn.KeyGetter(cursor, options.ValidationColumnName);
        var forget = OptionalColumn.Getter(cursor, options.ForgetColumnName, false);
        var userRuns = UserRuns.Over(cursor, options.UserColumnName);
        string? user = null;
        while (cursor.MoveNext())
        {
            if (userRuns.IsNewUser())
                users.EndUser(user);
            user = userRuns.Current;
            var isForget = false;
            forget(ref isForget);
            if (isForget)
            {
                users.AddForget(items.ReadSlots(), targets.ReadSlots());
                continue;
            }
            var validationItem = 0u;
            validation(ref validationItem);
            users.AddRemaining(items.ReadSlots(), targets.ReadSlots(), validationItem);
        }
        users.EndUser(user);
        return users.ToData();
    }
}
