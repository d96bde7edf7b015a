using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Unlearning;

/// <summary>Reads windows that have to be coded and cut as those that a model was trained on.</summary>
internal static class ModelWindows
{
    /// <exception cref="InvalidOperationException">Items are coded in another way, or windows have another length.</exception>
    public static RecommenderData Read(IDataView input, SequentialRecommenderTransformer model, RecommenderOptions columns)
    {
        model.Vocabulary.CheckSame(input.Schema[columns.SequenceColumnName], model.Options.Name);
        var data = RecommenderDataReader.Read(input, columns);
        if (data.MaximumLength != model.MaximumLength)
        {
            throw new InvalidOperationException(
                $"Column '{columns.SequenceColumnName}' holds windows of {data.MaximumLength} items, but the model was trained on windows " +
                $"of {model.MaximumLength}.");
        }
        return data;
    }
}
