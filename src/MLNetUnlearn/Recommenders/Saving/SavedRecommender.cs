using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence.Steps;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>
/// A recommender in an ML.NET model file. The loaded chain works without <see cref="ModelPersistenceCatalog.Restore"/>: keys to the values
/// they stand for (by the input's own coding), a mapping of ours from values to recommended values, and values to the model's keys.
/// </summary>
internal static class SavedRecommender
{
    /// <summary>The step's name in a model file, whichever model it is.</summary>
    public const string Step = "Recommender";

    private const string ItemsColumn = "MLNetUnlearn.Items";
    private const int Longest = 512 << 20; // a text of 4/3 the length still fits into one string

    /// <exception cref="InvalidOperationException">The model cannot be saved: see <see cref="ModelPackage"/>.</exception>
    /// <exception cref="NotSupportedException">
    /// The items' values are neither text nor numbers, or not distinct, or the model is too large.
    /// </exception>
    public static void Save(ModelSaveContext context, RecommenderTransformer model)
    {
        RawTypes.Accept(model.Vocabulary.ValueType, new Saver(context, model));
    }

    /// <summary>Makes the recommender again from what it saved.</summary>
    /// <exception cref="FormatException">The payload holds no valid model.</exception>
    public static RecommenderTransformer Restore(string payload, IReadOnlyList<RecommenderOptions> custom)
    {
        using var package = new MemoryStream(Convert.FromBase64String(payload));
        return ModelPackage.Read("The model", package, custom);
    }

    private static SavedStep StepOf(RecommenderTransformer model)
    {
        using var package = new MemoryStream();
        ModelPackage.Write(package, model);
        if (package.Length > Longest)
        {
            throw new NotSupportedException(
                $"{model.Options.Name}: a model of {package.Length} bytes cannot be part of an ML.NET model file; at most {Longest} can. "
                + "Save it with SavePackage.");
        }
        return new SavedStep(Step, Convert.ToBase64String(package.GetBuffer(), 0, (int)package.Length));
    }

    private sealed class Saver(ModelSaveContext context, RecommenderTransformer model) : IRawTypeVisitor<bool>
    {
        public bool Visit<T>() where T : notnull
        {
            if (typeof(T) != typeof(ReadOnlyMemory<char>) && !RawTypes.IsNumber(typeof(T)))
            {
                throw new NotSupportedException(
                    $"{model.Options.Name}: a model whose items are of type {RawTypes.NameOf(typeof(T))} cannot be part of an ML.NET model "
                    + "file; text and numbers can. Save it with SavePackage.");
            }
            CheckDistinct();
            var sample = new DataViewSchema.Builder();
            sample.AddColumn(
                model.Options.SequenceColumnName, new VectorDataViewType(KeyColumns.KeyTypeOf(model.Vocabulary.Column)),
                model.Vocabulary.Column.Annotations);
            StateChain.Save(context, StepOf(model), sample.ToSchema(), Work<T>);
            return true;
        }

        // ML.NET's mapping from values to keys would leave such values out, and shift the keys behind them.
        private void CheckDistinct()
        {
            var texts = model.Vocabulary.Texts.Values ?? [];
            var doubled = texts.GroupBy(text => text, StringComparer.Ordinal)
                .FirstOrDefault(group => group.Count() > 1 || group.Key is "" or "NaN");
            if (doubled is not null)
            {
                throw new NotSupportedException(
                    $"{model.Options.Name}: several items, or one without a value, are called '{doubled.Key}', so the model cannot be part of "
                    + "an ML.NET model file. Save it with SavePackage.");
            }
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
