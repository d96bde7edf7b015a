using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Reporting;

/// <summary>What the models were trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Users">How many users there are.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Interactions">How many interactions there are.</param>
/// <param name="Sha256">The SHA-256 of the data in hexadecimal digits; <see langword="null"/> where it is not known.</param>
public sealed record ReportDataset(string Name, int Users, int Items, long Interactions, string? Sha256 = null)
{
    /// <summary>
    /// Counts and hashes whole sequences. The hash is that of a line for each row in the view's order: the user's id, and behind a tab each
    /// item's id in the sequence's order, the validation and the test item last; UTF-8, with a line feed behind each line.
    /// </summary>
    /// <param name="name">What the data are called.</param>
    /// <param name="sequences">
    /// Whole sequences of all users before PartitionForgetRemain: <c>Sequence</c> and, where they are there, <c>UserId</c>,
    /// <c>ValidationItem</c> and <c>TestItem</c>.
    /// </param>
    /// <param name="sequenceColumnName">The column of the sequences, key vector of variable length with texts of keys.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has the wrong type.</exception>
    public static ReportDataset Of(string name, IDataView sequences, string sequenceColumnName = "Sequence")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(sequences);
        return DatasetReader.Read(name, sequences, sequenceColumnName);
    }
}
