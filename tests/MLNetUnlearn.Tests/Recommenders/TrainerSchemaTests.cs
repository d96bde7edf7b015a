using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What a trainer needs of its input and promises of its output.</summary>
[TestClass]
public sealed class TrainerSchemaTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Recommendations_are_keys_with_the_items_values_and_scores_are_numbers()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d");
        var trainer = Trainer(new SasRecOptions { Epochs = 1, TopK = 3, RecommendedColumnName = "Next", ScoreColumnName = "How" });

        var promised = trainer.GetOutputSchema(Shapes.Of(windows.Schema));
        var delivered = trainer.Fit(windows).Transform(windows).Schema;

        var described = Shapes.Describe(promised);
        CollectionAssert.Contains(described, "Next: Vector Key UInt32 {KeyValues: Vector String}");
        CollectionAssert.Contains(described, "How: Vector Single");
        CollectionAssert.AreEqual(described, Shapes.Describe(Shapes.Of(delivered)));
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 4), 3), delivered["Next"].Type);
        VBuffer<ReadOnlyMemory<char>> values = default;
        delivered["Next"].GetKeyValues(ref values);
        Assert.AreEqual("a b c d", string.Join(" ", values.DenseValues()));
    }

    [TestMethod]
    public void All_missing_and_mistyped_columns_are_named_at_once()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b");                                         // UserId, ItemId, Timestamp, Item
        var trainer = Trainer(new SasRecOptions
        {
            TargetColumnName = "Item", ForgetColumnName = "Timestamp", ValidationColumnName = "ItemId", UserColumnName = "Item",
        });

        AssertRejected(
            trainer,
            log,
            "There is no column 'Sequence'; SasRec needs a key vector (UInt32) of fixed size of that name. " +
            "The columns are: UserId, ItemId, Timestamp, Item. " +
            "Column 'Item' has type Key<UInt32>; SasRec needs a key vector (UInt32) of fixed size. " +
            "Append GroupIntoSequences, if missing, and PadAndSplitSequences before this step. " +
            "Column 'Timestamp' has type Int64; SasRec needs a scalar Boolean. " +
            "Column 'ItemId' has type String; SasRec needs a scalar key (UInt32). " +
            "Map it first, for example with Conversion.MapValueToKey.");
    }

    [TestMethod]
    public void Named_columns_must_be_there_though_those_of_the_default_names_need_not() => AssertRejected(
        Trainer(new SasRecOptions { ForgetColumnName = "Forgt", ValidationColumnName = "Valid", UserColumnName = "Nope" }),
        Views.Windows(_mlContext, "u1: a b c"),
        "There is no column 'Forgt'; SasRec needs a scalar Boolean of that name. The columns are: UserId, Sequence, Target. " +
        "There is no column 'Valid'; SasRec needs a scalar key (UInt32) of that name. The columns are: UserId, Sequence, Target. " +
        "There is no column 'Nope'; SasRec needs scalar text, a scalar integer or a scalar key of that name. " +
        "The columns are: UserId, Sequence, Target.");

    [TestMethod]
    public void Whole_sequences_are_rejected_with_advice() => AssertRejected(
        Trainer(new SasRecOptions()),
        Samples.Sequences(_mlContext, "u1: a b c"),
        "Column 'Sequence' has type VarVector<Key<UInt32>>; SasRec needs a key vector (UInt32) of fixed size. " +
        "Append PadAndSplitSequences before this step. " +
        "There is no column 'Target'; SasRec needs a key vector (UInt32) of fixed size of that name. The columns are: UserId, Sequence.");

    [TestMethod]
    public void A_transformer_rejects_what_it_cannot_read_when_bound()
    {
        var model = Trainer(new SasRecOptions { Epochs = 1 }).Fit(Views.Windows(_mlContext, "u1: a b c"));
        var log = Samples.Log(_mlContext, "u1 a; u1 b; u1 c");

        foreach (var bind in new Action[]
        {
            () => model.Transform(log), () => model.GetOutputSchema(log.Schema), () => model.GetRowToRowMapper(log.Schema),
        })
        {
            Assert.AreEqual(
                "There is no column 'Sequence'; SasRec needs a key vector (UInt32) of that name. " +
                "The columns are: UserId, ItemId, Timestamp, Item. (Parameter 'inputSchema')",
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(bind).Message);
        }
    }

    [TestMethod]
    [DataRow("u1: a; u2: b", DisplayName = "no windows")]
    [DataRow("u1: a b c; u2: b c d", DisplayName = "too short after holding out two items")]
    public void Data_without_a_target_are_rejected(string text)
    {
        var windows = Views.Window(_mlContext, Views.Split(_mlContext, text));

        AssertNothingToLearn(() => Trainer(new SasRecOptions()).Fit(windows));
    }

    [TestMethod]
    public void An_empty_log_is_rejected()
    {
        var log = _mlContext.Data.LoadFromEnumerable(Array.Empty<Interaction>());
        var chain = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences())
            .Append(Trainer(new SasRecOptions()));

        AssertNothingToLearn(() => chain.Fit(log));
    }

    [TestMethod]
    public void Windows_without_any_target_teach_nothing() => AssertNothingToLearn(
        () => Trainer(new SasRecOptions()).Fit(_mlContext.Data.LoadFromEnumerable(new RawWindow[] { new() { Sequence = [0, 1, 2, 3] } })));

    [TestMethod]
    public void Windows_without_a_target_do_not_disturb_the_others()
    {
        RawWindow[] rows = [new() { UserId = "a", Sequence = [0, 1, 2, 3], Target = [0, 2, 3, 4] }, new() { Sequence = [0, 0, 5, 6] }];

        var model = Trainer(new SasRecOptions { Epochs = 3, BatchSize = 1, Seed = 1 }).Fit(_mlContext.Data.LoadFromEnumerable(rows));

        Assert.IsTrue(Weights.Of(model.Module).Values.All(values => values.All(float.IsFinite)));
    }

    [TestMethod]
    public void Targets_coded_in_another_way_are_rejected()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d");
        var recoded = _mlContext.Transforms.Conversion.MapValueToKey("ValidationItem", "UserId").Fit(windows).Transform(windows);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(new SasRecOptions()).Fit(recoded));

        Assert.AreEqual(
            "SasRec: column 'Sequence' has 4 keys and column 'ValidationItem' has 1; both must come from one mapping of items to keys.",
            exception.Message);
    }

    private SequentialRecommenderTrainer Trainer(SasRecOptions options) => _mlContext.SequentialRecommendation().Trainers.SasRec(options);

    private static void AssertNothingToLearn(Action fit) => Assert.AreEqual(
        "SasRec: there is nothing to learn from: no row of 'Sequence' and 'Target' holds an item with a target. " +
        "A user needs at least 2 training interactions; SplitLeaveOneOut holds out 2 of 3 and more.",
        Assert.ThrowsExactly<InvalidOperationException>(fit).Message);

    private static void AssertRejected(SequentialRecommenderTrainer trainer, IDataView input, string message)
    {
        foreach (var use in new Action[] { () => trainer.Fit(input), () => trainer.GetOutputSchema(Shapes.Of(input.Schema)) })
        {
            var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(use);
            Assert.AreEqual($"{message} (Parameter 'inputSchema')", exception.Message);
        }
    }
}
