using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Shards;

/// <summary>The networks of the shards as one, against sums written out.</summary>
[TestClass]
public sealed class ShardedModuleTests
{
    private static readonly long[][] Contexts = [[1, 2, 3], [4], [9, 1, 5, 2]];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void A_score_is_the_mean_of_the_networks_scores(string model)
    {
        using var trained = ShardUsers.Train(_mlContext, ShardUsers.Plain with { Recommender = SavedModels.TinyOf(model) });
        var module = ShardUsers.Module(trained);

        var each = module.Shards.Select(Scores).ToArray();

        Assert.HasCount(3, each);
        Assert.IsGreaterThan(0.001, Enumerable.Range(0, each[0].Length).Max(i => Math.Abs(each[0][i] - each[1][i])));
        AssertNear([.. each[0].Select((_, i) => each.Average(scores => scores[i]))], Scores(module));
    }

    [TestMethod]
    public void Recommended_scores_are_the_means()
    {
        using var trained = ShardUsers.Train(_mlContext, ShardUsers.Plain with { TopK = 9 });
        var sequences = DataViews.Samples.Sequences(_mlContext, "x: a b c d e f g h i; u: a b c");
        var rows = Cells.Rows(trained.Transform(sequences), "Recommended", "Score");

        var fields = rows[1].Split(" | ");
        var scores = fields[1].Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        var byItem = fields[0].Split(' ').Zip(scores).OrderBy(pair => pair.First, StringComparer.Ordinal).Select(pair => pair.Second);

        var means = Enumerable.Range(0, 9).Select(item => ShardUsers.Module(trained).Shards.Average(shard => Scores(shard)[item]));
        AssertNear([.. means], [.. byItem]);
    }

    [TestMethod]
    public void Attention_weights_are_the_softmax_of_cosines()
    {
        var options = ShardUsers.Plain with { Aggregation = new AttentionAggregation { Temperature = 0.25 } };
        using var trained = ShardUsers.Train(_mlContext, options);
        var module = ShardUsers.Module(trained);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var contexts = Tiny.Pack(4, Contexts);

        var weights = module.ShardWeights(contexts).data<float>().ToArray().Chunk(3).ToArray();

        var centroids = ShardUsers.State(module)["centroids"].Chunk(4).ToArray();
        var hidden = module.Shards.Select(shard => shard.Last(contexts).data<float>().ToArray().Chunk(4).ToArray()).ToArray();
        for (var context = 0; context < Contexts.Length; context++)
        {
            var powers = Enumerable.Range(0, 3).Select(shard => Math.Exp(Cosine(hidden[shard][context], centroids[shard]) / 0.25)).ToArray();
            AssertNear([.. powers.Select(power => power / powers.Sum())], [.. weights[context].Select(weight => (double)weight)]);
            Assert.AreEqual(1, weights[context].Sum(), 1e-5);
            Assert.IsGreaterThan(0.01, weights[context].Max() - weights[context].Min());
        }
        var scores = module.Shards.Select(Scores).ToArray();
        AssertNear(
            [.. scores[0].Select((_, i) => Enumerable.Range(0, 3).Sum(shard => weights[i / 9][shard] * scores[shard][i]))], Scores(module));
    }

    [TestMethod]
    public void A_centroid_is_the_mean_hidden_state_after_the_shards_windows()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d; u2: d c a; u3: b a");   // of 4: a b c, d c, b
        using var trained = ShardUsers.Train(
            _mlContext, ShardUsers.Plain with { Shards = 1, Aggregation = new AttentionAggregation() }, windows);
        var module = ShardUsers.Module(trained);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();

        var hidden = module.Shards[0].Last(Tiny.Pack(4, [[1, 2, 3], [4, 3], [2]])).data<float>().ToArray().Chunk(4).ToArray();

        AssertNear(
            [.. Enumerable.Range(0, 4).Select(i => hidden.Average(row => (double)row[i]))],
            [.. ShardUsers.State(module)["centroids"].Select(value => (double)value)]);
    }

    [TestMethod]
    public void A_shard_without_users_does_not_count()
    {
        var log = new LogLines(_mlContext, "Sisa");
        var windows = Views.Windows(_mlContext, "u1: a b c d; u2: d c a b");
        using var trained = ShardUsers.Train(
            _mlContext, ShardUsers.Plain with { Shards = 8, Aggregation = new AttentionAggregation() }, windows);
        var module = ShardUsers.Module(trained);
        using var scope = torch.NewDisposeScope();

        var shares = ShardUsers.State(module)["shares"];
        var weights = module.ShardWeights(Tiny.Pack(4, [[1, 2]])).detach().data<float>().ToArray();

        Assert.IsGreaterThanOrEqualTo(6, shares.Count(share => share == 0));
        Assert.AreEqual(1, shares.Sum());
        Assert.AreEqual(1, weights.Sum(), 1e-6);
        for (var shard = 0; shard < 8; shard++)
        {
            if (shares[shard] != 0)
                continue;
            Assert.AreEqual(0, weights[shard]);
            Assert.Contains($"Sisa: shard {shard} has nothing to learn from; it does not count.", log.Warnings);
        }
    }

    [TestMethod]
    public void The_networks_drop_different_places_and_the_same_ones_again()
    {
        var options = ShardUsers.Plain with { Recommender = SavedModels.Tiny with { Dropout = 0.5 }, Shards = 2 };
        using var module = Tiny.Filled(new ShardedModule(9, 4, options));
        for (var i = 0; i < 2; i++)
        {
            foreach (var (name, weight) in module.Shards[i].named_parameters())
                Weights.Set(weight, [.. Enumerable.Range(0, (int)weight.numel()).Select(j => (float)Math.Sin(1 + j + name.Length))]);
        }
        module.train();

        module.Noise.BeginStep(1, 7);
        var (one, other) = (Hidden(module.Shards[0]), Hidden(module.Shards[1]));
        module.Noise.BeginStep(1, 7);
        var again = Hidden(module.Shards[0]);

        CollectionAssert.AreNotEqual(one, other);
        CollectionAssert.AreEqual(one, again);
    }

    [TestMethod]
    [DataRow("SasRec", false)]
    [DataRow("Gru4Rec", true)]
    [DataRow("Bert4Rec", true)]
    public void The_weights_are_counted_exactly(string model, bool hasCentroids)
    {
        var options = ShardUsers.Plain with
        {
            Recommender = SavedModels.TinyOf(model), Aggregation = hasCentroids ? new AttentionAggregation() : new MeanAggregation(),
        };
        using var module = options.CreateModule(9, 4);

        Assert.AreEqual(module.state_dict().Values.Sum(weight => weight.numel()), options.CountWeights(9, 4));
    }

    [TestMethod]
    public void Similar_items_and_other_questions_are_asked_as_of_any_model()
    {
        using var trained = ShardUsers.Train(_mlContext, ShardUsers.Plain);
        var table = ShardUsers.State(trained.Module)["items.weight"].Chunk(12).ToArray();

        using var two = trained.With(new RecommendationOptions { TopK = 2 });

        var nearest = Enumerable.Range(2, 8).OrderByDescending(item => Cosine(table[1], table[item])).First();
        Assert.AreEqual(((char)('a' + nearest - 1)).ToString(), trained.SimilarItems("a", 1).Single().Item);
        Assert.AreEqual(2, two.Options.TopK);
        CollectionAssert.AreEqual(
            ShardUsers.Module(trained).Shards[1].ItemEmbedding.weight!.data<float>().ToArray(),
            table.SelectMany(row => row[4..8]).ToArray());
    }

    // Scores of all nine items after each context.
    private static double[] Scores(SequenceModule module)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var table = module.ItemEmbedding.weight!;
        var scores = module.Last(Tiny.Pack(4, Contexts)).matmul(table.narrow(0, 1, 9).t());
        return [.. scores.data<float>().ToArray().Select(score => (double)score)];
    }

    private static float[] Hidden(SequenceModule module) => [.. Tiny.Hidden(module, Contexts).SelectMany(row => row)];

    private static double Cosine(float[] one, float[] other) =>
        one.Zip(other).Sum(pair => (double)pair.First * pair.Second) / Math.Sqrt(Norm(one) * Norm(other));

    private static double Norm(float[] values) => values.Sum(value => (double)value * value);

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5, $"place {i}");
    }
}
