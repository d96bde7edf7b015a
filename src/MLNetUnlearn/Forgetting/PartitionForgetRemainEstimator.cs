using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>
/// Takes the interactions that users want forgotten out of their sequences, and makes a training example of each: the forget set beside
/// the remaining set.
/// </summary>
/// <remarks>
/// <para>It belongs after <c>SplitLeaveOneOut</c> and before <c>PadAndSplitSequences</c>.</para>
/// <para><b>Input</b>, one row per user: a user column (text, any integer or any key), the sequence (key vector of type UInt32 of variable
/// length), and, if there, the held-out validation and test items (scalar keys) and the times of the sequence's items (vector of
/// Int64; times of the held-out items may follow).</para>
/// <para><b>Output</b>: all input columns, and <c>Target</c> (scalar key, item type and KeyValues of the sequence) and <c>IsForget</c>
/// (Boolean). For each input row first the <i>remaining</i> row, if anything of the user remains: the sequence without the forgotten
/// items, in order; Target 0; IsForget false; a held-out item that was requested is 0. Then one <i>forget</i> row for each forgotten
/// occurrence, in order: the kept items before it; the item itself as Target; IsForget true; no held-out items. A forgotten occurrence
/// with no kept item before it gives no forget row. Times stay aligned with the sequence in both.</para>
/// <para>Items are found by the text of their KeyValues (without KeyValues: by the key's number), users by the text of the user column. A
/// request without time means all of the user's interactions with the item; duplicates are harmless. Fitting reads the data once, to
/// find requests that match nothing.</para>
/// <para>Source: thesis, section 3.2.2 and table 6. The number of rows changes, so this is no row mapper.</para>
/// </remarks>
public sealed class PartitionForgetRemainEstimator : IEstimator<PartitionForgetRemainTransformer>
{
    private const int ExamplesInMessage = 5;

    private readonly RequestPartition _partition;

    internal PartitionForgetRemainEstimator(IEnumerable<ForgetRequest> requests, PartitionForgetRemainOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        var list = new RequestList(requests, nameof(requests));
        _partition = new RequestPartition(list, options);
        if (options.TimestampColumnName is null && list.TimedCount > 0)
        {
            throw new ArgumentException($"{nameof(PartitionForgetRemainOptions)}: {nameof(options.TimestampColumnName)} is null; it "
                + $"must be a column name, because there are requests with a time ({list.TimedCount}).", nameof(options));
        }
    }

    /// <summary>Checks the input, reads it once and says which requests match it.</summary>
    /// <param name="input">One row per user, with its sequence.</param>
    /// <returns>The transformer, with the counts of what it forgets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">Requests match nothing in the data and the options do not allow that; or the item
    /// columns
    /// have different numbers of keys; or a row holds a key out of range or fewer times than items.</exception>
    public PartitionForgetRemainTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PartitionSummary summary = PartitionSummary.Of(input, _partition.ColumnsOf(input.Schema), _partition.Requests);
        if (summary.Unmatched.Count > 0 && _partition.Options.UnmatchedRequests == UnmatchedRequestHandling.Throw)
            throw new InvalidOperationException(MessageOf(summary.Unmatched));
        return new PartitionForgetRemainTransformer(_partition, summary);
    }

    /// <summary>The shape of the output for an input of the given shape.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The input's columns, the target and the flag.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _partition.Schema.Promise(inputSchema);

    private string MessageOf(IReadOnlyList<UnmatchedForgetRequest> unmatched)
    {
        string examples = string.Join("; ", unmatched.Take(ExamplesInMessage).Select(item => $"({item.Request.Text}) {item.Reason}"));
        string rest = unmatched.Count > ExamplesInMessage ? $"; and {unmatched.Count - ExamplesInMessage} more" : "";
        return $"{unmatched.Count} of {_partition.Requests.All.Count} forget requests match nothing in the data: {examples}{rest}. "
            + $"Set {nameof(PartitionForgetRemainOptions.UnmatchedRequests)} to {nameof(UnmatchedRequestHandling.Report)} to go on "
            + "without them.";
    }
}
