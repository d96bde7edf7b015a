namespace Microsoft.ML.Data;

/// <summary>Maps one row to one row, without looking at any other.</summary>
public interface IRowToRowMapper
{
    /// <summary>The schema whose rows can be mapped; compared by reference.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The schema of the mapped rows.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>The input columns that must be active for the given output columns to be active.</summary>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>A row over <paramref name="input"/> that follows it as it moves.</summary>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
