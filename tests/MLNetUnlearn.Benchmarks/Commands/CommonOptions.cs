using System.CommandLine;
using System.Text.Json;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Options that more than one command has, and what follows from them.</summary>
internal sealed class CommonOptions
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public Option<FileInfo> Data { get; } = DataFile();

    public Option<string> Model { get; } = ModelName(BenchmarkModels.Networks);

    public Option<int> Batch { get; } = BatchOf(128);

    public Option<int> Length { get; } = Count("--length", "n, the length of a window.", 10);

    public Option<int> Size { get; } = SizeOf(64);

    public Option<int> Threads { get; } = ThreadsOf(Environment.ProcessorCount);

    public Option<FileInfo?> Json { get; } = JsonFile();

    public static Option<FileInfo> DataFile()
    {
        var option = new Option<FileInfo>("--data")
        {
            Description = "Interaction log: 'user item' per line, or TSV/CSV with a header that names user, item and timestamp.",
            Required = true,
        };
        return option.AcceptExistingOnly();
    }

    public static Option<string> ModelName(params string[] names)
    {
        var option = new Option<string>("--model")
        {
            Description = $"The recommender: {string.Join(", ", names)}.",
            DefaultValueFactory = _ => "sasrec",
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static Option<int> BatchOf(int windows) => Count("--batch", "Windows per step.", windows);

    public static Option<int> SizeOf(int size) => Count("--size", "d, the size of embeddings and hidden states.", size);

    public static Option<int> ThreadsOf(int count) => Count("--threads", "Threads that one operation may use.", count);

    public static Option<FileInfo?> JsonFile() =>
        new("--json") { Description = "Also write the figures to this file, as one JSON object." };

    public static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} is {result.Tokens[0].Value}; it must be a whole number of at least 1.");
        });
        return option;
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Data, Model, Batch, Length, Size, Threads, Json })
            command.Options.Add(option);
    }

    public BenchmarkData Read(MLContext mlContext, ParseResult parsed) =>
        new(mlContext, InteractionFile.Read(parsed.GetRequiredValue(Data).FullName));

    /// <summary>The trainer that the options name.</summary>
    public SequentialRecommenderTrainer Trainer(
        MLContext mlContext, ParseResult parsed, int epochs, IProgress<TrainingProgress>? progress) =>
        Trainer(
            mlContext, BenchmarkModels.Network(parsed.GetValue(Model)!), parsed.GetValue(Size), parsed.GetValue(Batch), epochs, progress);

    /// <summary>A trainer that does not validate.</summary>
    public static SequentialRecommenderTrainer Trainer(
        MLContext mlContext, RecommenderOptions model, int size, int batch, int epochs, IProgress<TrainingProgress>? progress) =>
        mlContext.SequentialRecommendation().Trainers.Custom(model with
        {
            EmbeddingSize = size,
            BatchSize = batch,
            Epochs = epochs,
            ValidationColumnName = null,
            Seed = 1,
            Progress = progress,
        });

    /// <summary>Prints the figures, and writes them where the options say.</summary>
    public void Write(ParseResult parsed, object figures) => Write(figures, parsed.GetValue(Json));

    public static void Write(object figures, FileInfo? file)
    {
        var text = JsonSerializer.Serialize(figures, Indented);
        Console.WriteLine(text);
        if (file is not null)
            File.WriteAllText(file.FullName, text + Environment.NewLine);
    }
}
