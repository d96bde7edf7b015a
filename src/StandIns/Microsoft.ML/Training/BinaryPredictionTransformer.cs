using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Predicts which of two classes a row belongs to. Reads a column of vectors of numbers; adds PredictedLabel (Boolean: whether the score
/// is positive), Score (Single) and Probability (Single: of the positive class, rising with the score).
/// </summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly IBinaryModel _model;

    internal BinaryPredictionTransformer(TModel model, string featureColumnName)
        : base(model, featureColumnName)
    {
        Contracts.CheckParam(model is IBinaryModel, nameof(model));
        _model = (IBinaryModel)model;
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(_model.Signature);
        writer.Write(FeatureColumnName);
        _model.Save(writer);
    }

    private protected override RowMapping Bind(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var feature = InputColumn.Find(inputSchema, FeatureColumnName);
        var expected = new VectorDataViewType(NumberDataViewType.Single, _model.FeatureCount);
        InputColumn.CheckType(feature.Type.Equals(expected), FeatureColumnName, expected.ToString(), feature.Type);
        RowFunction score = row => CreateGetters(row, feature);
        return new RowMapping(inputSchema, MappedColumn.Append(inputSchema,
            ScoreColumns.Of(inputSchema).Select((output, slot) => new MappedColumn(output, [feature], score, slot))));
    }

    // The score is computed once per row, whichever columns are read.
    private Func<int, Delegate> CreateGetters(DataViewRow row, DataViewSchema.Column feature)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(feature);
        VBuffer<float> features = default;
        var position = -1L;
        var score = 0f;
        ValueGetter<bool> predictedLabel = (ref bool value) => value = Score() > 0;
        ValueGetter<float> scored = (ref float value) => value = Score();
        ValueGetter<float> probability = (ref float value) => value = _model.PredictProbability(Score());
        return slot => slot switch { 0 => predictedLabel, 1 => scored, _ => probability };

        float Score()
        {
            if (position == row.Position)
                return score;
            getFeatures(ref features);
            score = _model.Score(features);
            position = row.Position;
            return score;
        }
    }
}
