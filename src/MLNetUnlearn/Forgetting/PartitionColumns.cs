using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>The columns of PartitionForgetRemain in one input schema.</summary>
internal sealed class PartitionColumns
{
    public const string Step = "PartitionForgetRemain";

    /// <summary>Checks a schema and finds the columns.</summary>
    public PartitionColumns(DataViewSchema schema, PartitionForgetRemainOptions options, bool needsTimes)
    {
        Added = SchemaOf(options, needsTimes).Added(schema);
        User = schema[options.UserColumnName];
        Sequence = schema[options.SequenceColumnName];
        Validation = Find(schema, options.ValidationColumnName);
        Test = Find(schema, options.TestColumnName);
        Times = Find(schema, options.TimestampColumnName);
        foreach (DataViewSchema.Column? heldOut in new[] { Validation, Test })
        {
            if (heldOut is not null)
                KeyColumns.CheckSameVocabulary(Step, Sequence, heldOut.Value);
        }
    }

    /// <summary>The columns added: Sequence, Target, IsForget, then those of the held-out items and the times that the input has.</summary>
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; }

    public DataViewSchema.Column User { get; }

    public DataViewSchema.Column Sequence { get; }

    public DataViewSchema.Column? Validation { get; }

    public DataViewSchema.Column? Test { get; }

    public DataViewSchema.Column? Times { get; }

    /// <summary>The columns read.</summary>
    public IReadOnlyList<DataViewSchema.Column> Read =>
        new[] { User, Sequence, Validation, Test, Times }.OfType<DataViewSchema.Column>().ToList();

    /// <summary>What the step reads and adds.</summary>
    public static StepSchema SchemaOf(PartitionForgetRemainOptions options, bool needsTimes)
    {
        List<ColumnNeed> needs =
        [
            new(options.UserColumnName, ColumnRequirement.User),
            new(options.SequenceColumnName, ColumnRequirement.UnpaddedKeyVector),
        ];
        if (options.ValidationColumnName is not null)
            needs.Add(new ColumnNeed(options.ValidationColumnName, ColumnRequirement.ScalarKey, IsOptional: true));
        if (options.TestColumnName is not null)
            needs.Add(new ColumnNeed(options.TestColumnName, ColumnRequirement.ScalarKey, IsOptional: true));
        if (options.TimestampColumnName is not null)
            needs.Add(new ColumnNeed(options.TimestampColumnName, ColumnRequirement.TimeVector, IsOptional: !needsTimes));
        return new StepSchema(Step, needs, schema => AddedTo(schema, options));
    }

    private static List<DataViewSchema.DetachedColumn> AddedTo(DataViewSchema schema, PartitionForgetRemainOptions options)
    {
        DataViewSchema.Column sequence = schema[options.SequenceColumnName];
        List<DataViewSchema.DetachedColumn> added =
        [
            KeyColumns.VariableVector(options.SequenceColumnName, sequence),
            KeyColumns.Scalar(options.TargetColumnName, sequence),
            new DataViewSchema.DetachedColumn(options.IsForgetColumnName, Microsoft.ML.Data.BooleanDataViewType.Instance),
        ];
        foreach (string? heldOut in new[] { options.ValidationColumnName, options.TestColumnName })
        {
            if (Find(schema, heldOut) is not null)
                added.Add(KeyColumns.Scalar(heldOut!, sequence));
        }

        if (Find(schema, options.TimestampColumnName) is not null)
        {
            added.Add(new DataViewSchema.DetachedColumn(options.TimestampColumnName!,
                new Microsoft.ML.Data.VectorDataViewType(Microsoft.ML.Data.NumberDataViewType.Int64)));
        }

        return added;
    }

    private static DataViewSchema.Column? Find(DataViewSchema schema, string? name) => name is null ? null : schema.GetColumnOrNull(name);
}
