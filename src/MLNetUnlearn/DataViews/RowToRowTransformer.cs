using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// A transformer whose output has the input's rows and some added columns. Being a row mapper it also works in a
/// <c>PredictionEngine</c>. Public transformers hold one and delegate to it.
/// </summary>
/// <param name="bind">Checks an input schema and returns the function on its rows.</param>
/// <param name="save">Saves the step as part of a model.</param>
internal sealed class RowToRowTransformer(Func<DataViewSchema, IRowFunction> bind, Action<ModelSaveContext> save) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MapperOf(inputSchema).OutputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => MapperOf(inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MapperOf(input.Schema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => save(ctx);

    private RowMapper MapperOf(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowMapper(inputSchema, bind(inputSchema));
    }
}
