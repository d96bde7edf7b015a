using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>The transformer of <see cref="GroupIntoSequencesEstimator"/>.</summary>
internal sealed class GroupIntoSequencesTransformer(GroupIntoSequencesOptions options) : ITransformer
{
    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        IReadOnlyList<DataViewSchema.DetachedColumn> added = GroupIntoSequencesEstimator.SchemaOf(options).Added(inputSchema);
        return SchemaShapes.SchemaOf([new DataViewSchema.DetachedColumn(inputSchema[options.UserColumnName]), .. added]);
    }

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new GroupedDataView(input, options, GetOutputSchema(input.Schema));
    }

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw NotARowMapper.Exception(GroupIntoSequencesEstimator.Step);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw Unsaved.Exception(GroupIntoSequencesEstimator.Step);
}
