using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>A user's own network over padded sequences, built by a function, through the whole chain.</summary>
[TestClass]
public sealed class PaddedModuleTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Rows_are_padded_in_front_and_hidden_states_come_back_in_the_rows_order()
    {
        var network = new PlaceNetwork(itemCount: 3, length: 4, d: 2);
        using var module = new PaddedModule(network, network.Items, 4);
        Weights.Set(network.Items.weight!, [0, 0, 1, 10, 2, 20, 3, 30]);
        foreach (var (name, weight) in network.named_parameters())
        {
            if (name == "places.weight")
                Weights.Set(weight, [100, 0, 200, 0, 300, 0, 400, 0]); // the last of the four places is the most recent item's
            else if (name == "output.weight")
                Weights.Set(weight, [1, 0, 0, 1]);
            else if (name == "output.bias")
                Weights.Set(weight, [0, 5]);
        }

        var hidden = Tiny.Hidden(module, 4, [[3], [1, 2], [2, 1, 3, 1]]);

        CollectionAssert.AreEqual(new[] { "3x4" }, network.Calls);
        Rows.AssertClose(
            [[403, 35], [301, 15], [402, 25], [102, 25], [201, 15], [303, 35], [401, 15]], hidden);
    }

    [TestMethod]
    public void Weights_are_the_networks_each_once()
    {
        var network = new PlaceNetwork(itemCount: 3, length: 4, d: 2);
        using var module = new PaddedModule(network, network.Items, 4);

        CollectionAssert.AreEqual(
            new[] { "network.items.weight", "network.places.weight", "network.output.weight", "network.output.bias" },
            module.named_parameters().Select(named => named.name).ToArray());
    }

    [TestMethod]
    public void Hidden_states_of_another_shape_are_refused()
    {
        var network = new PlaceNetwork(itemCount: 3, length: 4, d: 2);
        using var other = nn.Embedding(4, 3);
        using var module = new PaddedModule(network, other, 4);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Tiny.Hidden(module, 4, [[3], [1, 2]]));

        Assert.AreEqual(
            "Padded: the network made hidden states of shape [2, 4, 2] of 2 sequences of 4; it must be [2, 4, 3].", exception.Message);
    }

    [TestMethod]
    public void It_learns_the_rings_is_unlearned_saved_and_loaded_as_ours_are()
    {
        var planted = PlantedRing.Interactions();
        var split = Views.Split(_mlContext, planted);
        var options = new CustomOptions
        {
            ModelName = "Place",
            ModuleFactory = (itemCount, maximumLength) =>
            {
                var network = new PlaceNetwork(itemCount, maximumLength, 16);
                return new PaddedModule(network, network.Items, maximumLength);
            },
            Epochs = 30, BatchSize = 32, LearningRate = 0.01, ValidateEveryEpochs = 5, PatienceEpochs = 15, Seed = 3, TopK = 3,
        };
        using var model = PlantedRing.Fit(_mlContext, split, options);

        var hit = _mlContext.SequentialRecommendation().Evaluate(model, split).RecallAt(1);
        var spread = 3 * Math.Sqrt(planted.BestHit(1) * (1 - planted.BestHit(1)) / 300);
        Assert.IsGreaterThan(planted.BestHit(1) - 0.1 - spread, hit);

        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model), new CustomOptions
        {
            ModelName = "Place", ModuleFactory = options.ModuleFactory,
        });
        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(loaded.Module));
        Assert.AreEqual(options, loaded.Options);

        var requests = _mlContext.Unlearning().SampleForgetRequests(split, userFraction: 0.2, maximumItemFraction: 0.5, seed: 1);
        var partition = _mlContext.Transforms.PartitionForgetRemain(requests);
        var partitioned = partition.Fit(split).Transform(split);
        using var unlearned = _mlContext.Unlearning()
            .Sruga(loaded, new SrugaOptions { Seed = 2, MaximumEpochs = 2, Stop = new NoStop() })
            .Fit(Views.Window(_mlContext, partitioned, PlantedRing.MaximumLength));
        Assert.IsGreaterThan(0, Weights.Distance(Weights.Of(loaded.Module), Weights.Of(unlearned.Module)));
    }

    [TestMethod]
    public void A_missing_function_and_a_missing_name_are_named()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.SequentialRecommendation().Trainers.Custom(new CustomOptions { ModelName = "", TopK = 0 }));

        StringAssert.StartsWith(
            exception.Message,
            ": TopK is 0; it must be 1 to 65535. ModelName is ''; it must be a name. "
            + "ModuleFactory is null; it must be a function that builds the network.");
    }

    [TestMethod]
    public void A_function_that_gives_nothing_is_reported_when_the_network_is_needed()
    {
        var trainer = _mlContext.SequentialRecommendation().Trainers.Custom(new CustomOptions { ModuleFactory = (_, _) => null! });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Views.Windows(_mlContext, "u1: a b c")));

        Assert.AreEqual("Custom: ModuleFactory gave no network.", exception.Message);
    }
}
