using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What a model that learns masked items gets to see in training, told by a module that writes it down.</summary>
[TestClass]
public sealed class MaskedItemsTaskTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    // Keys a 1 to e 5, so the mask is 6.
    [TestMethod]
    public void A_window_and_its_last_target_are_seen_with_a_mask_at_every_place_that_is_a_target_in_turn()
    {
        var seen = Seen("u1: a b c d e", probability: 1e-9, share: 0, epochs: 200);

        CollectionAssert.AreEquivalent(
            new[] { "1 6 3 4 5", "1 2 6 4 5", "1 2 3 6 5", "1 2 3 4 6" }, seen.Distinct().ToArray());
        foreach (var group in seen.GroupBy(input => input))
            Assert.AreEqual(50.0, group.Count(), 20, group.Key);                                     // three standard deviations
    }

    [TestMethod]
    public void With_probability_one_all_but_the_first_item_is_masked() =>
        CollectionAssert.AreEqual(new[] { "1 6 6 6 6" }, Seen("u1: a b c d e", probability: 1, share: 0, epochs: 3).Distinct().ToArray());

    [TestMethod]
    public void With_share_one_the_last_item_is_masked_and_no_other() =>
        CollectionAssert.AreEqual(new[] { "1 2 3 4 6" }, Seen("u1: a b c d e", probability: 1, share: 1, epochs: 3).Distinct().ToArray());

    /// <summary>Windows of 4: the second begins with the last item of the first, as context.</summary>
    [TestMethod]
    public void The_first_item_of_a_later_window_is_no_target() =>
        CollectionAssert.AreEquivalent(
            new[] { "1 10 10 10 10", "5 10 10 10 10" },
            Seen("u1: a b c d e f g h i", probability: 1, share: 0, epochs: 2).Distinct().ToArray());

    [TestMethod]
    public void Each_place_is_masked_as_often_as_the_options_say()
    {
        // Four places that may be masked, one of them at least. Of p = .3: a place is masked in .3 of the windows and in a quarter of those
        // .7⁴ that would have none. With a share of .2 for the last item alone.
        var seen = Seen("u1: a b c d e", probability: 0.3, share: 0.2, epochs: 4000).Select(input => input.Split(' ')).ToArray();

        var each = 0.8 * (0.3 + (Math.Pow(0.7, 4) / 4));
        for (var place = 1; place <= 4; place++)
        {
            var expected = each + (place == 4 ? 0.2 : 0);
            Assert.AreEqual(expected, seen.Average(items => items[place] == "6" ? 1.0 : 0), 0.025, $"place {place}"); // over three deviations
        }
        Assert.IsTrue(Array.TrueForAll(seen, items => items.Contains("6") && items[0] == "1"));
    }

    [TestMethod]
    public void Masks_follow_from_the_seed()
    {
        string[] Of(int seed) => Seen("u1: a b c d e; u2: b d c a e", probability: 0.5, share: 0.1, epochs: 20, seed);

        CollectionAssert.AreEqual(Of(1), Of(1));
        CollectionAssert.AreNotEqual(Of(1), Of(2));
    }

    // Keys up to 20, so the mask is 21.
    [TestMethod]
    [DataRow(0u, 0u, 0u, 9u, 0.0, "1 2 3 4 21")]
    [DataRow(0u, 3u, 0u, 0u, 0.0, "1 2 21 4")]
    [DataRow(2u, 3u, 0u, 0u, 1.0, "1 21 21 4")]
    public void A_place_without_a_target_is_context_alone(uint second, uint third, uint fourth, uint fifth, double share, string expected)
    {
        var rows = new[] { new RawWindow { Sequence = [1, 2, 3, 4], Target = [second, third, fourth, fifth] } };

        var seen = Run(_mlContext.Data.LoadFromEnumerable(rows), probability: 1, share, epochs: 3);

        CollectionAssert.AreEqual(new[] { expected }, seen.Distinct().ToArray());
    }

    [TestMethod]
    public void A_context_is_asked_by_one_more_place()
    {
        using var scope = torch.NewDisposeScope();

        var query = new MaskedItemsTask(9, 0.5, 0).Query(new PackedSequences([4, 5, 6, 7], [0, 3, 4], 3));

        CollectionAssert.AreEqual(new long[] { 4, 5, 6, 9, 7, 9 }, query.Items.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 4, 6 }, query.Offsets.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 3, 4 }, query.Positions.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 3, 5 }, query.LastRows.data<long>().ToArray());
        Assert.AreEqual((2, 6, 4), (query.Count, query.Rows, query.Longest));
    }

    [TestMethod]
    public void All_arguments_out_of_range_are_named()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new MaskedItemsTask(0, 0, 1.5));

        Assert.AreEqual(
            "MaskedItemsTask: mask is 0; it must be at least 1. maskProbability is 0; it must be in (0, 1]. lastItemShare is 1.5; it must be "
            + "in [0, 1]. (Parameter 'arguments')", exception.Message);
    }

    private string[] Seen(string sequences, double probability, double share, int epochs, int seed = 1) =>
        Run(Views.Windows(_mlContext, sequences), probability, share, epochs, seed);

    private string[] Run(IDataView windows, double probability, double share, int epochs, int seed = 1)
    {
        var inputs = new List<string>();
        var options = new WatchedOptions
        {
            Probability = probability, Share = share, Inputs = inputs, Epochs = epochs, Seed = seed, ValidateEveryEpochs = epochs, PatienceEpochs = epochs,
            ValidationColumnName = null,
        };
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(windows);
        return [.. inputs];
    }

    private sealed record WatchedOptions : RecommenderOptions
    {
        public double Probability { get; init; }

        public double Share { get; init; }

        public List<string> Inputs { get; init; } = [];

        public override string Name => "Watched";

        public override SequenceModule CreateModule(int itemCount, int maximumLength) => new WatchedModule(itemCount, this);
    }

    private sealed class WatchedModule : SequenceModule
    {
        private readonly Embedding _items;
        private readonly List<string> _inputs;

        public WatchedModule(int itemCount, WatchedOptions options)
            : base("Watched")
        {
            _inputs = options.Inputs;
            _items = nn.Embedding(itemCount + 2, 2, padding_idx: 0);
            RegisterComponents();
            Task = new MaskedItemsTask(itemCount + 1, options.Probability, options.Share);
        }

        public override Embedding ItemEmbedding => _items;

        public override TrainingTask Task { get; }

        public override Tensor forward(PackedSequences input)
        {
            var (items, offsets) = (input.Items.data<long>().ToArray(), input.Offsets.data<long>().ToArray());
            for (var b = 0; b < input.Count; b++)
                _inputs.Add(string.Join(' ', items[(int)offsets[b]..(int)offsets[b + 1]]));
            return _items.call(input.Items);
        }
    }
}
