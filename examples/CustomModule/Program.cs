using CustomModule;
using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

var mlContext = new MLContext(seed: 1);

// Made-up interactions, one sequence of items per user, and what some users want forgotten.
var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 1_000, Rings = 10, Follow = 0.6 });
var log = mlContext.Data.LoadFromEnumerable(planted.Interactions);
var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
    .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
    .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
var users = sequences.Fit(log).Transform(log);
var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.1, maximumItemFraction: 0.5, seed: 1);
var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);

// The network goes where SASRec would: the same trainer, the same methods that unlearn.
var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
using var original = windows.Append(mlContext.SequentialRecommendation().Trainers.Custom(
    new GatedConvolutionOptions { EmbeddingSize = 32, Epochs = 30, LearningRate = 2e-3, Seed = 1 })).Fit(users).LastTransformer;
using var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(
    original, new NewtonStepOptions { Seed = 1 })).Fit(partitioned).LastTransformer;
using var retrained = windows.Append(mlContext.Unlearning().Retrain(
    original, new RetrainOptions { Seed = 1 })).Fit(partitioned).LastTransformer;

Console.WriteLine($"{original.Options.Name}: {original.ItemCount} items, {requests.Count} interactions to forget");
Console.WriteLine($"{"model",-12}{"Recall@10",12}{"Hit@10 on the forgotten",26}");
Show("original", original);
Show("Newton step", unlearned);
Show("retrained", retrained);

// Saved and loaded as our own models are; an example of the options says which network is meant.
var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
mlContext.Model.SavePackage(unlearned, file);
using var loaded = mlContext.Model.LoadPackage(file, new GatedConvolutionOptions());
File.Delete(file);
Show("loaded", loaded);

void Show(string name, SequentialRecommenderTransformer model)
{
    var recall = mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: 1).RecallAt(10);
    var hit = mlContext.Unlearning().Evaluate(model, retrained, partitioned, negatives: 100, seed: 1).HitAt(10);
    Console.WriteLine($"{name,-12}{recall,12:F3}{hit,26:F3}");
}
