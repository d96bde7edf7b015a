using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns a data view into another one.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each row maps to one row, without looking at any other.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The schema of what <see cref="Transform"/> would give.</summary>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Applies the transformation, lazily.</summary>
    IDataView Transform(IDataView input);

    /// <summary>The mapping of single rows; only if <see cref="IsRowToRowMapper"/>.</summary>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
