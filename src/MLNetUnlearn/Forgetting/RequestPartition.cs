using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>Requests and options together: how sequences of any schema are partitioned.</summary>
internal sealed class RequestPartition(RequestList requests, PartitionForgetRemainOptions options)
{
    public RequestList Requests => requests;

    public PartitionForgetRemainOptions Options => options;

    /// <summary>What the step reads and adds.</summary>
    public StepSchema Schema => PartitionColumns.SchemaOf(options, NeedsTimes);

    private bool NeedsTimes => requests.TimedCount > 0;

    /// <summary>The columns in one input schema.</summary>
    public PartitionColumns ColumnsOf(DataViewSchema schema) => new(schema, options, NeedsTimes);

    /// <summary>Checks an input schema and returns the expander of its rows.</summary>
    public PartitionExpander Bind(DataViewSchema schema)
    {
        var columns = ColumnsOf(schema);
        return new PartitionExpander(columns, new BoundRequests(requests, columns.Sequence));
    }
}
