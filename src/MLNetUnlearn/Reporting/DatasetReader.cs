using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Reporting;

/// <summary>Counts and hashes whole sequences.</summary>
internal static class DatasetReader
{
    private const string HeldOut = "TestItem";

    public static ReportDataset Read(string name, IDataView view, string sequenceColumnName)
    {
        new StepSchema("ReportDataset", [new(sequenceColumnName, ColumnRequirement.UnpaddedKeyVector)], _ => []).Added(view.Schema);
        var sequence = view.Schema[sequenceColumnName];
        var texts = KeyTexts.Of(sequence);
        using var cursor = view.GetRowCursor(OptionalColumn.Present(
            view.Schema, sequenceColumnName, DefaultColumns.User, DefaultColumns.ValidationItem, HeldOut));
        var items = new KeyVectorReader(cursor, sequence);
        uint next = 0;
        ValueGetter<uint>[] after =
            [OptionalColumn.KeyGetter(cursor, DefaultColumns.ValidationItem), OptionalColumn.KeyGetter(cursor, HeldOut)];
        var runs = UserRuns.Over(cursor, DefaultColumns.User);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (users, interactions, line) = (0, 0L, new StringBuilder());
        while (cursor.MoveNext())
        {
            if (runs.IsNewUser() || users == 0)
                users++;
            line.Clear().Append(runs.Current);
            foreach (var item in items.ReadItems())
                Add(item);
            foreach (var getter in after)
            {
                getter(ref next);
                if (next != 0)
                    Add(next);
            }
            hash.AppendData(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
        }
        return new ReportDataset(
            name, users, checked((int)texts.Count), interactions, Convert.ToHexStringLower(hash.GetHashAndReset()));

        void Add(uint item)
        {
            line.Append('\t').Append(texts.TextOf(item));
            interactions++;
        }
    }
}
