using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

// The rows that can be learnt from: those with finite features and, if there are weights, a positive finite weight.
internal sealed record TrainingRows(float[][] Features, bool[] Labels, float[]? Weights)
{
    public static TrainingRows Read(IDataView view, string labelName, string featureName, string? weightName)
    {
        var label = view.Schema[labelName];
        var feature = view.Schema[featureName];
        DataViewSchema.Column? weight = weightName is null ? null : view.Schema[weightName];

        var labels = new List<bool>();
        var weights = new List<float>();
        var dense = new float[((VectorDataViewType)feature.Type).Size];
        var features = Array.ConvertAll(dense, static _ => new List<float>());
        using var cursor = view.GetRowCursor(weight is { } read ? [label, feature, read] : [label, feature]);
        var getLabel = cursor.GetGetter<bool>(label);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(feature);
        var getWeight = weight is { } column ? cursor.GetGetter<float>(column) : (ref float value) => value = 1;
        VBuffer<float> values = default;
        var isPositive = false;
        var weighs = 0f;
        while (cursor.MoveNext())
        {
            getWeight(ref weighs);
            getFeatures(ref values);
            Contracts.Check(values.Length == dense.Length, $"A row has {values.Length} features instead of {dense.Length}.");
            if (!(weighs > 0 && float.IsFinite(weighs)) || !IsFinite(values.GetValues()))
                continue;
            getLabel(ref isPositive);
            labels.Add(isPositive);
            weights.Add(weighs);
            values.CopyTo(dense);
            for (var i = 0; i < dense.Length; i++)
                features[i].Add(dense[i]);
        }
        Contracts.Check(labels.Count > 0, "There is no row to learn from: none, or none with finite features and a positive weight.");
        return new TrainingRows(
            Array.ConvertAll(features, static values => values.ToArray()), [.. labels], weight is null ? null : [.. weights]);
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}
