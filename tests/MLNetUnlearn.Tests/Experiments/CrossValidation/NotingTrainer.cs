using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Experiments.CrossValidation;

/// <summary>Trains as another trainer does, and notes whose windows it got.</summary>
internal sealed class NotingTrainer(IEstimator<RecommenderTransformer> trainer) : IEstimator<RecommenderTransformer>
{
    /// <summary>The users of each training, sorted.</summary>
    public List<string[]> Users { get; } = [];

    public RecommenderTransformer Fit(IDataView input)
    {
        var users = new SortedSet<string>(StringComparer.Ordinal);
        using (var cursor = input.GetRowCursor([input.Schema["UserId"]]))
        {
            var (getter, user) = (cursor.GetGetter<ReadOnlyMemory<char>>(input.Schema["UserId"]), default(ReadOnlyMemory<char>));
            while (cursor.MoveNext())
            {
                getter(ref user);
                users.Add(user.ToString());
            }
        }
        Users.Add([.. users]);
        return trainer.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => trainer.GetOutputSchema(inputSchema);
}
