using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>What evaluation needs and what it says when it does not get it.</summary>
[TestClass]
public sealed class RankingInputTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly SequentialRecommenderTransformer _model;

    public RankingInputTests()
    {
        _split = Views.Split(_mlContext, "u1: a b c d; u2: b c d e");
        _model = TableModel.Of(_mlContext, Views.Window(_mlContext, _split), (_, v) => v);
    }

    [TestMethod]
    public void Windows_are_rejected_with_advice()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluate(Views.Window(_mlContext, _split)));

        Assert.AreEqual(
            "Column 'Sequence' has type Vector<Key<UInt32>>; Evaluate needs a key vector (UInt32) of variable length. " +
            "Place this step before PadAndSplitSequences. (Parameter 'inputSchema')",
            exception.Message);
    }

    [TestMethod]
    public void Missing_columns_are_named()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Evaluate(Samples.Sequences(_mlContext, "u1: a b c d e")));

        Assert.AreEqual(
            "There is no column 'TestItem'; Evaluate needs a scalar key (UInt32) of that name. The columns are: UserId, Sequence. " +
            "(Parameter 'inputSchema')",
            exception.Message);
    }

    [TestMethod]
    public void Mistyped_optional_columns_are_named()
    {
        var options = new RankingEvaluationOptions
        {
            ContextItemColumnName = "UserId", ForgetColumnName = "TestItem", UserColumnName = "Sequence",
        };

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.SequentialRecommendation().Evaluate(_model, _split, options));

        Assert.AreEqual(
            "Column 'TestItem' has type Key<UInt32>; Evaluate needs a scalar Boolean. " +
            "Column 'UserId' has type String; Evaluate needs a scalar key (UInt32). " +
            "Map it first, for example with Conversion.MapValueToKey. " +
            "Column 'Sequence' has type VarVector<Key<UInt32>>; Evaluate needs scalar text, a scalar integer or a scalar key. " +
            "(Parameter 'inputSchema')",
            exception.Message);
    }

    [TestMethod]
    public void A_view_of_another_vocabulary_is_rejected()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Evaluate(Views.Split(_mlContext, "u1: a b c d")));

        Assert.AreEqual(
            "Column 'Sequence' has keys for 4 items, but Table was trained on 5. " +
            "Map the items with the same fitted Conversion.MapValueToKey.",
            exception.Message);
    }

    [TestMethod]
    public void Nothing_to_rank_is_an_error()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Evaluate(Views.Split(_mlContext, "u1: a b; u2: c d; u3: e")));

        Assert.AreEqual(
            "Evaluate: there is nothing to rank: no row has items in 'Sequence' and an item in 'TestItem'.", exception.Message);
    }

    [TestMethod]
    public void Nothing_to_forget_is_an_error()
    {
        var partitioned = Views.Partitioned(_mlContext, Views.Split(_mlContext, "u1: a b c d; u2: b c d e"), "u1 d");

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Unlearning().Evaluate(_model, _model, partitioned));

        Assert.AreEqual(
            "Evaluate: there is nothing to rank: no row to forget has items in 'Sequence' and an item in 'Target'.", exception.Message);
    }

    [TestMethod]
    public void Items_coded_in_another_way_are_rejected()
    {
        var view = _mlContext.Transforms.Conversion.MapValueToKey("TestItem", "UserId").Fit(_split).Transform(_split);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Evaluate(view));

        Assert.AreEqual(
            $"Evaluate: column 'Sequence' has {_model.ItemCount} keys and column 'TestItem' has 2; " +
            "both must come from one mapping of items to keys.",
            exception.Message);
    }

    [TestMethod]
    public void Scores_that_are_no_numbers_cannot_be_ranked()
    {
        var broken = TableModel.Of(_mlContext, Views.Window(_mlContext, _split), (_, _) => double.NaN);

        var exception = Assert.Throws<InvalidOperationException>(() => _mlContext.SequentialRecommendation().Evaluate(broken, _split));

        Assert.AreEqual("A model's score is no number (NaN); it cannot be ranked.", exception.Message);
    }

    [TestMethod]
    public void All_violations_of_options_are_reported_at_once()
    {
        var options = new RankingEvaluationOptions
        {
            SequenceColumnName = "", TargetColumnName = " ", ForgetColumnName = "", KnownItemColumnNames = ["A", ""], Negatives = 0,
            ContextItemColumnName = "", UserColumnName = " ",
        };

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.SequentialRecommendation().Evaluate(_model, _split, options));

        Assert.AreEqual(
            "RankingEvaluationOptions: SequenceColumnName is ''; it must be a column name. " +
            "ContextItemColumnName is ''; it must be a column name or null. " +
            "TargetColumnName is ' '; it must be a column name or null. UserColumnName is ' '; it must be a column name or null. " +
            "ForgetColumnName is ''; it must be a column name. " +
            "KnownItemColumnNames is ''; it must be a column name. Negatives is 0; it must be at least 1. (Parameter 'options')",
            exception.Message);
    }

    [TestMethod]
    public void Arguments_must_be_there()
    {
        var catalog = _mlContext.SequentialRecommendation();

        Assert.AreEqual("model", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Evaluate(null!, _split)).ParamName);
        Assert.AreEqual("sequences", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Evaluate(_model, null!)).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => catalog.Evaluate(_model, _split, null!)).ParamName);
    }

    private SequentialRankingMetrics Evaluate(IDataView view) => _mlContext.SequentialRecommendation().Evaluate(_model, view);
}
