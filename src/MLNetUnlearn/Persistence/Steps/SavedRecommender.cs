using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Persistence.Steps;

/// <summary>
/// A recommender in an ML.NET model file. The loaded chain works without <see cref="ModelPersistenceCatalog.Restore"/>: keys to the values
/// they stand for (by the input's own coding), a mapping of ours from values to recommended values, and values to the model's keys.
/// </summary>
internal static class SavedRecommender
{
    private const string ItemsColumn = "MLNetUnlearn.Items";

    /// <exception cref="InvalidOperationException">The model cannot be saved: see <see cref="Packages.ModelPackage"/>.</exception>
    /// <exception cref="NotSupportedException">The items' values are neither text nor numbers.</exception>
    public static void Save(ModelSaveContext context, SequentialRecommenderTransformer model)
    {
        var texts = model.Vocabulary.Texts;
        RawTypes.Accept(texts.ValueType ?? typeof(uint), new Saver(context, model));
    }

    private sealed class Saver(ModelSaveContext context, SequentialRecommenderTransformer model) : IRawTypeVisitor<bool>
    {
        public bool Visit<T>() where T : notnull
        {
            if (typeof(T) != typeof(ReadOnlyMemory<char>) && !RawTypes.IsNumber(typeof(T)))
            {
                throw new NotSupportedException(
                    $"{model.Options.Name}: a model whose items are of type {RawTypes.NameOf(typeof(T))} cannot be part of an ML.NET model "
                    + "file; text and numbers can. Save it with SavePackage.");
            }
            var sample = new DataViewSchema.Builder();
            sample.AddColumn(
                model.Options.SequenceColumnName, new VectorDataViewType(KeyColumns.KeyTypeOf(model.Vocabulary.Column)),
                model.Vocabulary.Column.Annotations);
            StateChain.Save(context, KnownSteps.Of(model), sample.ToSchema(), Work<T>);
            return true;
        }

        private IEnumerable<IEstimator<ITransformer>> Work<T>(MLContext mlContext) where T : notnull
        {
            var (options, transforms) = (model.Options, mlContext.Transforms);
            var items = mlContext.Data.LoadFromEnumerable(
                new ItemValues<T>(model.Vocabulary).All.Select(value => new Item<T> { Value = value }).ToArray());
            yield return transforms.CopyColumns(RecommendSource<T>.KeysColumn, options.SequenceColumnName);
            yield return model.Vocabulary.Texts.HasValues
                ? transforms.Conversion.MapKeyToValue(RecommendSource<T>.ValuesColumn, options.SequenceColumnName)
                : transforms.CopyColumns(RecommendSource<T>.ValuesColumn, options.SequenceColumnName);
            yield return transforms.CustomMapping<RecommendSource<T>, RecommendedPieces<T>>(
                LoadedRecommender<T>.Recommend, RecommendContract.Prefix + RawTypes.NameOf(typeof(T)));
            yield return transforms.Concatenate(ItemsColumn, RecommendedPieces<T>.ItemColumns(options.TopK));
            yield return transforms.Conversion.MapValueToKey(
                options.RecommendedColumnName, ItemsColumn, maximumNumberOfKeys: model.ItemCount, keyData: items);
            yield return transforms.Concatenate(options.ScoreColumnName, RecommendedPieces<T>.ScoreColumns(options.TopK));
            yield return transforms.DropColumns(
            [
                StateSlot.ColumnName, StateChain.StateColumn, RecommendSource<T>.KeysColumn, RecommendSource<T>.ValuesColumn, ItemsColumn,
                .. RecommendedPieces<T>.AllColumns,
            ]);
        }
    }

    private sealed class Item<T>
    {
        public T Value { get; set; } = default!;
    }
}
