namespace Microsoft.ML.Data;

// What scores rows of two classes, whatever it was trained by.
internal interface IBinaryModel
{
    // The name under which it is saved, with the name of the column that it reads.
    string Signature { get; }

    int FeatureCount { get; }

    float Score(in VBuffer<float> features);

    float PredictProbability(float score);

    void Save(BinaryWriter writer);
}
