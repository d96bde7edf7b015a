using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Steps;

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

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        StateChain.Save(ctx, new SavedStep(GroupIntoSequencesEstimator.Step, OptionsJson.Text(options)));

    /// <summary>Makes the transformer again from what it saved.</summary>
    public static GroupIntoSequencesTransformer Restore(string payload)
    {
        var options = OptionsJson.Read<GroupIntoSequencesOptions>(payload);
        options.Validate(nameof(options));
        return new GroupIntoSequencesTransformer(options);
    }
}
