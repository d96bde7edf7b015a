using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>The columns that tell which rows are to be forgotten, and of which pair each is.</summary>
internal sealed class ForgetRowColumns
{
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    public ForgetRowColumns(DataViewSchema schema, HoldOutForgottenOptions options, string owner)
    {
        new StepSchema(
            owner,
            [
                new(options.UserColumnName, ColumnRequirement.User),
                new(options.TargetColumnName, ColumnRequirement.ScalarKey),
                new(options.ForgetColumnName, ColumnRequirement.Boolean),
            ],
            _ => []).Added(schema);
        (User, Target, Forget) = (schema[options.UserColumnName], schema[options.TargetColumnName], schema[options.ForgetColumnName]);
    }

    public DataViewSchema.Column User { get; }

    public DataViewSchema.Column Target { get; }

    public DataViewSchema.Column Forget { get; }

    public IReadOnlyList<DataViewSchema.Column> Read => [User, Target, Forget];
}
