using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>So many items that the scores of all pairs are not held at once.</summary>
[TestClass]
public sealed class ManyItemsTests
{
    private const int ItemCount = 70_000;
    private const int Users = 400;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Each_pair_meets_the_whole_catalogue_whichever_part_it_is_in()
    {
        // User u forgets item 2u after 2u-1; user 400+u tests item 1000+2u after 999+2u. An item v scores a·e_v after an item of factor a:
        // e = u/100 for either target and 9 for 68,400 others; a = 1 for members and 2 for non-members. By their scores, u/100 against
        // 2w/100, member u leads non-member w where u > 2w. Their log-probabilities are about u/100 - 9 - 11 and 2w/100 - 18 - 11, where
        // 9 and 18 part them more than the targets, up to 4 and 8, can make up for.
        var view = _mlContext.Data.LoadFromEnumerable(Rows());
        var model = Model(i => i > 1000 ? 2 : 1, v => v % 1000 <= 2 * Users && v < 2000 ? v % 1000 / 200f : 9);

        var metrics = _mlContext.Unlearning().EvaluateMembership(model, model, view);

        var above = Enumerable.Range(1, Users).Sum(u => Enumerable.Range(1, Users).Sum(w => u > 2 * w ? 1 : u == 2 * w ? 0.5 : 0));
        Assert.AreEqual((Users, Users), (metrics.Members, metrics.NonMembers));
        Assert.AreEqual(1, metrics.LogProbabilityAuc, 1e-12);
        Assert.AreEqual(above / (Users * Users), metrics.ScoreAuc, 1e-12);
    }

    private static IEnumerable<Row> Rows() => Enumerable.Range(1, Users).SelectMany(u => new Row[]
    {
        new() { UserId = u, Sequence = [(uint)(2 * u) - 1] },
        new() { UserId = u, Sequence = [(uint)(2 * u) - 1], Target = (uint)(2 * u) - 1, IsForget = true },
        new() { UserId = Users + u, Sequence = [(uint)(999 + (2 * u))], TestItem = (uint)(999 + (2 * u)) },
    });

    private SequentialRecommenderTransformer Model(Func<int, float> context, Func<int, float> item)
    {
        var windows = _mlContext.Data.LoadFromEnumerable(new[] { new Window() });
        var options = new LineOptions { Epochs = 1, Seed = 1, ValidationColumnName = null };
        var model = _mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(windows);
        ((LineModule)model.Module).Write(ItemCount, context, item);
        return model;
    }

    private sealed class Row
    {
        public long UserId { get; set; }

        [KeyType(ItemCount)]
        public uint[] Sequence { get; set; } = [];

        /// <summary>Zero-based, and missing where it is out of range, as ML.NET reads scalar keys from objects.</summary>
        [KeyType(ItemCount)]
        public uint Target { get; set; } = uint.MaxValue;

        [KeyType(ItemCount)]
        public uint TestItem { get; set; } = uint.MaxValue;

        public bool IsForget { get; set; }
    }

    private sealed class Window
    {
        public long UserId { get; set; }

        [KeyType(ItemCount)]
        [VectorType(2)]
        public uint[] Sequence { get; set; } = [1, 2];

        [KeyType(ItemCount)]
        [VectorType(2)]
        public uint[] Target { get; set; } = [2, 3];
    }

    /// <summary>Hidden states of one number.</summary>
    private sealed record LineOptions : RecommenderOptions
    {
        public override string Name => "Line";

        public override SequenceModule CreateModule(int itemCount, int maximumLength) => new LineModule(itemCount);
    }

    private sealed class LineModule : SequenceModule
    {
        private readonly Embedding _items;
        private readonly Embedding _contexts;

        public LineModule(int itemCount)
            : base("Line")
        {
            _items = nn.Embedding(itemCount + 1, 1, padding_idx: 0);
            _contexts = nn.Embedding(itemCount + 1, 1, padding_idx: 0);
            RegisterComponents();
        }

        public override Embedding ItemEmbedding => _items;

        public override Tensor forward(PackedSequences input)
        {
            ArgumentNullException.ThrowIfNull(input);
            return _contexts.call(input.Items);
        }

        public void Write(int itemCount, Func<int, float> context, Func<int, float> item)
        {
            Weights.Set(_items.weight!, [0, .. Enumerable.Range(1, itemCount).Select(item)]);
            Weights.Set(_contexts.weight!, [0, .. Enumerable.Range(1, itemCount).Select(context)]);
        }
    }
}
