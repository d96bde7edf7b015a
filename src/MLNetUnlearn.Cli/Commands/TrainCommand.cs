using System.CommandLine;
using Microsoft.ML;
using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Cli.Settings;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Trains a recommender on a project.</summary>
internal static class TrainCommand
{
    public static ToolCommand Create()
    {
        var folder = CommonOptions.Project();
        var model = new Option<string>("--model")
        {
            Description = $"The model: {string.Join(", ", ModelKinds.All.Select(kind => kind.Name))}.", DefaultValueFactory = _ => "sasrec",
        };
        model.AcceptOnlyFromAmong([.. ModelKinds.All.Select(kind => kind.Name)]);
        var output = CommonOptions.File("--out", $"The model's file: {ModelFile.Extensions}.");
        var epochs = CommonOptions.Count("--epochs", "Passes over the data at most; validation ends most runs earlier. Default 200.");
        var dimension = CommonOptions.Count("--dimension", "The size of embeddings and hidden states. Default 64.");
        var length = CommonOptions.Count("--length", "The longest history that the model looks at, in items. Default 10.");
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var settings = CommonOptions.Settings("the model");
        var command = new Command(
            "train", "Trains a recommender on a project. Each user's last item is held out for tests, the one before for validation.")
        {
            folder, model, output, epochs, dimension, length, seed, threads, settings,
        };
        return new(command, run =>
        {
            var kind = ModelKinds.Get(run.Get(model)!);
            Setting[] named =
            [
                .. Setting.Named("--epochs", "Epochs", run.Get(epochs)), .. Setting.Named("--dimension", "EmbeddingSize", run.Get(dimension)),
                .. Setting.All(run.Get(settings)!),
            ];
            var file = run.Get(output)!;
            var problems = new InputProblems().Usage(ModelFile.ExtensionProblemsOf("--out", file)).Data(FileProblems.ProblemsOf("--out", file));
            var options = OptionsText.With(kind.Options, kind.Name, named, problems);
            problems.ThrowIfAny();
            if (options is RecommenderOptions network)
                options = network with { Seed = run.Get(seed) };
            var (project, held) = Project.Hold(run.Get(folder)!);
            using var holding = held;
            return new Job(run, kind.Name, project, options, run.Get(length) ?? 10).Train(file, run.Get(seed), run.Get(threads));
        }) { GoesOn = true };
    }

    private sealed class Job(Run run, string name, Project project, RecommenderTrainerOptions options, int length)
    {
        public TrainResult Train(string file, int seed, int? threads)
        {
            var mlContext = run.Context(seed);
            var log = project.Read();
            var items = ItemSequences.ItemsOf(log.All);
            var users = ItemSequences.HeldOut(mlContext, log, items);
            using var state = project.States.Of("train", name, OptionsText.Of(options), $"{seed} {length}", project.Manifest.Sha256);
            using var progress = new ProgressLine(name, run.Screen.Error);
            var trainer = ModelKinds.Trainer(mlContext, options is not RecommenderOptions network ? options : network with
            {
                CancellationToken = run.Token, Progress = progress, Threads = threads,
                Checkpoint = new CheckpointOptions { FilePath = state.FileOf("checkpoint") },
            });
            var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: length);
            var model = run.Whole(windows.Append(trainer).Fit(users).LastTransformer);
            progress.Dispose();
            using var closing = model as IDisposable;
            ModelFile.Write(mlContext, model, new ItemSequences(mlContext, log.All, items), file);
            state.Erase();
            return new TrainResult(file, name, seed, project.Manifest.Size, Validation(mlContext, model, users, log));
        }

        private static ValidationFigures? Validation(MLContext mlContext, RecommenderTransformer model, IDataView users, ProjectLog log)
        {
            if (!log.Interactions.Any(log.Validation.Contains))
                return null;
            var metrics = mlContext.SequentialRecommendation().Evaluate(
                model, users, new RankingEvaluationOptions { TargetColumnName = "ValidationItem", ContextItemColumnName = null });
            return new(metrics.Count, metrics.RecallAt(10), metrics.NdcgAt(10), metrics.MeanReciprocalRank);
        }
    }

    private sealed record ValidationFigures(int Users, double RecallAt10, double NdcgAt10, double MeanReciprocalRank);

    private sealed record TrainResult(string Model, string Kind, int Seed, LogSize Data, ValidationFigures? Validation)
        : CommandResult("train")
    {
        public override void Show(IAnsiConsole console)
        {
            console.WriteLine($"{Kind}, trained on {Tables.Many(Data.Users, "user")} and {Tables.Many(Data.Items, "item")}: '{Model}'.");
            if (Validation is { } figures)
            {
                console.Write(Tables.Of("", "validation items, full ranking", "").Row("users", Tables.Count(figures.Users))
                    .Row("Recall@10", Tables.Number(figures.RecallAt10)).Row("NDCG@10", Tables.Number(figures.NdcgAt10))
                    .Row("MRR", Tables.Number(figures.MeanReciprocalRank)));
            }
            else
            {
                console.WriteLine("Nobody has three interactions, so nothing was held out and nothing can be said of its quality.");
            }
        }
    }
}
