using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Recommenders;

/// <summary>The columns that a recommender reads and adds, when it is trained and when it recommends.</summary>
internal static class RecommenderSchema
{
    public static StepSchema OfTraining(RecommenderTrainerOptions options, string step, bool needsForget)
    {
        List<ColumnNeed> needs =
        [
            new(options.SequenceColumnName, ColumnRequirement.PaddedKeyVector),
            new(options.TargetColumnName, ColumnRequirement.PaddedKeyVector),
            new(options.ForgetColumnName, ColumnRequirement.Boolean, !needsForget && options.ForgetColumnName == DefaultColumns.IsForget),
        ];
        if (options.Validation is { } validation)
            needs.Add(new(validation, ColumnRequirement.ScalarKey, validation == DefaultColumns.ValidationItem));
        if (options.UserColumnName is { } user)
            needs.Add(new(user, ColumnRequirement.User, user == DefaultColumns.User));
        return new StepSchema(step, needs, input => Added(input, options));
    }

    public static StepSchema OfRecommending(RecommenderTrainerOptions options) => new(
        options.Name, [new(options.SequenceColumnName, ColumnRequirement.KeyVector)], input => Added(input, options));

    private static DataViewSchema.DetachedColumn[] Added(DataViewSchema input, RecommenderTrainerOptions options) =>
    [
        KeyColumns.Vector(options.RecommendedColumnName, input[options.SequenceColumnName], options.TopK),
        new(options.ScoreColumnName, new VectorDataViewType(NumberDataViewType.Single, options.TopK)),
    ];
}
