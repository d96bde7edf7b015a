using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Tests;

// A row to learn from, and what a trained model says of it.
internal sealed record Example(bool Label, float[] Features, float Weight = 1)
{
    // Several rows alike.
    public static IEnumerable<Example> Times(int count, bool label, float feature, float weight = 1)
        => Enumerable.Repeat(new Example(label, [feature], weight), count);

    public static IDataView View(MLContext context, IReadOnlyList<Example> examples)
    {
        var definition = SchemaDefinition.Create(typeof(Example));
        definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, examples[0].Features.Length);
        return context.Data.LoadFromEnumerable(examples, definition);
    }

    public static ITransformer Fit(FastTreeBinaryTrainer.Options options, IReadOnlyList<Example> examples)
    {
        var context = new MLContext(1);
        return context.BinaryClassification.Trainers.FastTree(options).Fit(View(context, examples));
    }

    public static float[] Scores(ITransformer model, IReadOnlyList<Example> examples)
        => Read.Scalars<float>(model.Transform(View(new MLContext(1), examples)), "Score");

    // The scores of rows with one feature.
    public static float[] Scores(ITransformer model, params float[] features)
        => Scores(model, [.. features.Select(feature => new Example(false, [feature]))]);

    // The probability that a positive row has the greater score, ties counting half.
    public static double Auc(ITransformer model, IReadOnlyList<Example> examples)
    {
        var scores = examples.Zip(Scores(model, examples)).ToLookup(row => row.First.Label, row => row.Second);
        var negatives = scores[false].Order().ToArray();
        return scores[true].Average(
            score => (FirstNotBelow(negatives, score) + FirstNotBelow(negatives, float.BitIncrement(score))) / 2.0 / negatives.Length);
    }

    private static int FirstNotBelow(float[] sorted, float value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
