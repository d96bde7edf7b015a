using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuickStart;

/// <summary>The figures of a run.</summary>
internal sealed record Report(
    DatasetFigures Dataset,
    [property: JsonIgnore] int ForgottenPairs,
    ModelFigures Original,
    ModelFigures Retrained,
    ModelFigures Unlearned,
    SecondsFigures Seconds)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes the figures in one go: the file is whole or not there.</summary>
    public void Write(FileInfo file)
    {
        var draft = file.FullName + ".tmp";
        try
        {
            File.WriteAllText(draft, JsonSerializer.Serialize(this, Format) + "\n");
            File.Move(draft, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

/// <summary>The size of the log.</summary>
internal sealed record DatasetFigures(int Users, int Items, int Interactions);

/// <summary>One model: what it is still worth, and what it still finds of the forgotten. "Sampled" is among 100 random negatives.</summary>
internal sealed record ModelFigures(
    [property: JsonPropertyName("recall@10")] double Recall,
    [property: JsonPropertyName("ndcg@10")] double Ndcg,
    [property: JsonPropertyName("recall@10.sampled")] double SampledRecall,
    [property: JsonPropertyName("ndcg@10.sampled")] double SampledNdcg,
    [property: JsonPropertyName("forgetHit@10.sampled")] double ForgetHit,
    [property: JsonIgnore] double ForgetGap);

/// <summary>Wall seconds, data preparation included.</summary>
internal sealed record SecondsFigures(double Train, double Retrain, double Unlearn);
