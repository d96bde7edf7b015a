using Microsoft.ML;
#if NUGET_MLNET && TORCHSHARP
using Microsoft.ML.TorchSharp;
#endif

namespace ForgetSensitiveItems;

#if NUGET_MLNET && TORCHSHARP
/// <summary>Items whose title a language model, fine-tuned on titles with known categories, takes for sensitive.</summary>
internal sealed class ClassifierRule : ISensitivityRule
{
    private readonly MLContext _mlContext;
    private readonly ITransformer _model;

    private ClassifierRule(MLContext mlContext, ITransformer model) => (_mlContext, _model) = (mlContext, model);

    public string Description => "by ML.NET's text classification";

    /// <summary>Fine-tunes the model, or says why not and takes another rule.</summary>
    public static ISensitivityRule TrainOr(ISensitivityRule other, MLContext mlContext, IEnumerable<Item> labelled)
    {
        var titles = mlContext.Data.LoadFromEnumerable(labelled.Select(item => new Example
        {
            Title = item.Title, IsSensitive = item.Category == "Health" ? "yes" : "no",
        }).ToArray());
        try
        {
            return new ClassifierRule(mlContext, mlContext.Transforms.Conversion.MapValueToKey("Label", "IsSensitive")
                .Append(mlContext.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Title"))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"))
                .Fit(titles));
        }
        catch (Exception problem) when (problem is InvalidOperationException or IOException or AggregateException)
        {
            Console.WriteLine($"The text classifier could not be trained ({problem.Message}). Instead it goes {other.Description}.");
            return other;
        }
    }

    public IEnumerable<Item> FindIn(IReadOnlyList<Item> items)
    {
        var titles = _mlContext.Data.LoadFromEnumerable(items.Select(item => new Example { Title = item.Title }).ToArray());
        var answers = _mlContext.Data.CreateEnumerable<Answered>(_model.Transform(titles), reuseRowObject: false);
        return items.Zip(answers).Where(pair => pair.Second.Answer == "yes").Select(pair => pair.First);
    }

    private sealed class Example
    {
        public string Title { get; set; } = "";

        public string IsSensitive { get; set; } = "";
    }

    private sealed class Answered
    {
        public string Answer { get; set; } = "";
    }
}
#else
/// <summary>There is no text classification in this build.</summary>
internal static class ClassifierRule
{
    public static ISensitivityRule TrainOr(ISensitivityRule other, MLContext mlContext, IEnumerable<Item> labelled)
    {
        Console.WriteLine(
            "ML.NET's text classification is only in builds with -p:UseNuGetMLNet=true -p:UseTorchSharp=true. "
            + $"Instead it goes {other.Description}.");
        return other;
    }
}
#endif
