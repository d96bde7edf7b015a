using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>
/// Partitions sequences into the remaining set and the forget set; see <see cref="PartitionForgetRemainEstimator"/>. Its counts are those
/// of the data it was fitted on. On other data the same requests are applied, and those that match nothing there have no effect.
/// Where it is saved as part of a model, the file holds the requests: who wants what forgotten. Save the model without it to keep them out.
/// </summary>
public sealed class PartitionForgetRemainTransformer : ITransformer
{
    private readonly FlatMapTransformer _inner;
    private readonly PartitionSummary _summary;

    internal PartitionForgetRemainTransformer(RequestPartition partition, PartitionSummary summary)
    {
        _inner = new FlatMapTransformer(PartitionColumns.Step, partition.Bind, context => SavedPartition.Save(context, partition, summary));
        _summary = summary;
    }

    /// <summary>The number of rows (users) of which something is forgotten, a held-out item included.</summary>
    public int UsersTouched => _summary.UsersTouched;

    /// <summary>The number of items taken out of sequences, repeated items counted each time.</summary>
    public int ForgottenOccurrences => _summary.ForgottenOccurrences;

    /// <summary>The number of rows of the forget set: the forgotten occurrences that have at least one kept item before them.</summary>
    public int ForgetRows => _summary.ForgetRows;

    /// <summary>The number of held-out validation and test items that were requested and so emptied.</summary>
    public int EmptiedHeldOutItems => _summary.EmptiedHeldOutItems;

    /// <summary>The requests that match nothing in the data, each once, in the order given; empty unless the options say Report.</summary>
    public IReadOnlyList<UnmatchedForgetRequest> UnmatchedRequests => _summary.Unmatched;

    /// <summary>False: the number of rows changes.</summary>
    public bool IsRowToRowMapper => _inner.IsRowToRowMapper;

    /// <summary>The schema of the output for an input of the given schema.</summary>
    /// <param name="inputSchema">The schema of the input.</param>
    /// <returns>The input's columns, the target and the flag.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The item columns have different numbers of keys.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    /// <summary>Partitions the rows of <paramref name="input"/>, lazily.</summary>
    /// <param name="input">One row per user, with its sequence.</param>
    /// <returns>The remaining row and the forget rows of each user, in the input's order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The item columns have different numbers of keys.</exception>
    public IDataView Transform(IDataView input) => _inner.Transform(input);

    /// <summary>Not available.</summary>
    /// <param name="inputSchema">The schema of the input.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="InvalidOperationException">Always: the number of rows changes.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_inner).Save(ctx);
}
