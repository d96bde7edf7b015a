using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Persistence.Steps;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// A transformer whose output has the input's rows and some added columns. Being a row mapper it also works in a
/// <c>PredictionEngine</c>. Public transformers hold one and delegate to it.
/// </summary>
/// <param name="bind">Checks an input schema and returns the function on its rows.</param>
/// <param name="save">What the step leaves in a model file.</param>
internal sealed class RowToRowTransformer(Func<DataViewSchema, IRowFunction> bind, Func<SavedStep> save) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MapperOf(inputSchema).OutputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => MapperOf(inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MapperOf(input.Schema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => StateChain.Save(ctx, save());

    private RowMapper MapperOf(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowMapper(inputSchema, bind(inputSchema));
    }
}
