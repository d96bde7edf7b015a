#!/usr/bin/env dotnet
// Run it in the repository with: dotnet run -c Release quickstart.cs
// Elsewhere the package takes the place of the project; the line is then: #:package MLNetUnlearn@0.1.0
#:project src/MLNetUnlearn/MLNetUnlearn.csproj
#:property PublishAot=false

using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

var mlContext = new MLContext(seed: 1);

// 1. Load: an own file of user, item and timestamp, or made-up interactions.
var interactions = args is [var file]
    ? InteractionFile.Read(file).Interactions
    : PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 1_000, Rings = 10, Follow = 0.6 }).Interactions;
var log = mlContext.Data.LoadFromEnumerable(interactions);
var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
    .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
    .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
var users = sequences.Fit(log).Transform(log);

// 2. Train.
var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
using var original = windows.Append(mlContext.SequentialRecommendation().Trainers.SasRec(
    new SasRecOptions { Epochs = 50, Seed = 1 })).Fit(users).LastTransformer;

// 3. Forget: what 10 % of the users ask for; here drawn at random, in earnest a list of new ForgetRequest(user, item).
var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.1, seed: 1);
var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
using var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(
    original, new NewtonStepOptions { Seed = 1 })).Fit(partitioned).LastTransformer;

// 4. Compare, beside a model trained again from scratch without what was forgotten.
using var retrained = windows.Append(mlContext.Unlearning().Retrain(
    original, new RetrainOptions { Seed = 1 })).Fit(partitioned).LastTransformer;
Console.WriteLine($"{requests.Count} interactions forgotten    Recall@10    Hit@10 on the forgotten, among 100 others");
Show("original", original);
Show("unlearned", unlearned);
Show("retrained", retrained);

void Show(string name, SequentialRecommenderTransformer model)
{
    var recall = mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: 1).RecallAt(10);
    var hit = mlContext.Unlearning().Evaluate(model, retrained, partitioned, negatives: 100, seed: 1).HitAt(10);
    Console.WriteLine($"{name,-26} {recall,9:F3} {hit,12:F3}");
}
