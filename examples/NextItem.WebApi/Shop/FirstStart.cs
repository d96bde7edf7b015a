using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using NextItem.WebApi.Http;

namespace NextItem.WebApi.Shop;

/// <summary>Makes the state: reads or makes up the log, loads or trains the first model.</summary>
internal sealed class FirstStart(ShopOptions options, StateFolder folder)
{
    private const int WindowLength = 10;

    /// <exception cref="InvalidOperationException">The data or the model cannot be served and unlearned.</exception>
    public void Run(Origin origin)
    {
        var mlContext = new MLContext(options.Seed);
        var interactions = options.Data is { } file ? InteractionFile.Read(file) : MakeUp();
        CheckIds(interactions.Interactions);

        // Interactions -> one sequence of items per user -> the last two items held out.
        var log = mlContext.Data.LoadFromEnumerable(interactions.Interactions);
        var users = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", interactions.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Fit(log).Transform(log);

        History[] histories = [.. Histories(mlContext, users)];
        if (options.Model is { } model)
        {
            ModelCheck.Run(mlContext, model, histories);
            folder.CopyModel(model, version: 1);
        }
        else
        {
            Train(mlContext, users);
        }
        folder.WriteOrigin(origin);
        folder.WriteHistories(histories);
    }

    // What no request can name could never be forgotten.
    private static void CheckIds(IReadOnlyList<Interaction> interactions)
    {
        var count = interactions.Count(one => !Limits.IsId(one.UserId) || !Limits.IsId(one.ItemId));
        if (count > 0)
        {
            throw new InvalidOperationException(
                $"Data: {count} interactions have a user or an item whose id has not 1 to {Limits.IdCharacters} characters, or has control "
                + "characters.");
        }
    }

    private InteractionLog MakeUp() => new(
        PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = options.Users, Seed = options.Seed }).Interactions,
        HasTimestamps: true);

    private void Train(MLContext mlContext, IDataView users)
    {
        using var model = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: WindowLength)
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(
                new SasRecOptions { Epochs = options.Epochs, Seed = options.Seed }))
            .Fit(users).LastTransformer;
        mlContext.Model.SavePackage(model, folder.Model(version: 1));
    }

    private static IEnumerable<History> Histories(MLContext mlContext, IDataView users)
    {
        var named = mlContext.Transforms.Conversion.MapKeyToValue("Taught", "Sequence")
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("Validation", "ValidationItem"))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("Test", "TestItem"))
            .Fit(users).Transform(users);
        return mlContext.Data.CreateEnumerable<SplitUser>(named, reuseRowObject: false).Select(user => new History(
            user.UserId, user.Taught, [.. new[] { user.Validation, user.Test }.Where(item => item.Length > 0)]));
    }

    private sealed class SplitUser
    {
        public string UserId { get; set; } = "";

        public string[] Taught { get; set; } = [];

        public string Validation { get; set; } = "";

        public string Test { get; set; } = "";
    }
}
