using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>A transformer that makes zero or more rows of each input row, and so is no row mapper.</summary>
/// <param name="step">The step's name in messages.</param>
/// <param name="bind">Checks an input schema and returns the expander of its rows.</param>
/// <param name="save">Saves the step as part of a model.</param>
internal sealed class FlatMapTransformer(string step, Func<DataViewSchema, IRowExpander> bind, Action<ModelSaveContext> save) : ITransformer
{
    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ColumnMap(inputSchema, bind(inputSchema).Added).Output;
    }

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new FlatMapDataView(input, bind(input.Schema));
    }

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw NotARowMapper.Exception(step);

    void ICanSaveModel.Save(ModelSaveContext ctx) => save(ctx);
}
