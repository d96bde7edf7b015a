using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Sequences;

/// <summary>The steps among ML.NET's own: chains, objects, prediction engines.</summary>
[TestClass]
public sealed class SequencePipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void From_a_log_to_windows_in_one_chain()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a 1; u2 b 2; u1 c 3; u1 d 9; u1 e 5; u2 a 6; u1 b 7");
        EstimatorChain<ITransformer> pipeline = _mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp")
            .Append(_mlContext.Transforms.SplitLeaveOneOut())
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 2));

        IDataView windows = pipeline.Fit(log).Transform(log);

        // u1: a c e b d, of which b and d are held out; u2: b a.
        CollectionAssert.AreEqual(new[] { "u1 | a c | c e | b | d", "u2 | - b | - a | - | -" },
            Cells.Rows(windows, "UserId", "Sequence", "Target", "ValidationItem", "TestItem"));
    }

    [TestMethod]
    public void A_chain_promises_what_it_delivers()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a 1; u1 c 3; u1 d 9; u1 e 5");
        EstimatorChain<ITransformer> pipeline = _mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp")
            .Append(_mlContext.Transforms.SplitLeaveOneOut())
            .Append<ITransformer>(_mlContext.Transforms.PartitionForgetRemain([new MLNetUnlearn.Forgetting.ForgetRequest("u1", "e", 5)]))
            .Append(_mlContext.Transforms.PadAndSplitSequences());

        CollectionAssert.AreEqual(new[]
        {
            "IsForget: Scalar Boolean",
            "Sequence: Vector Key UInt32 {KeyValues: Vector String}",
            "Target: Vector Key UInt32 {KeyValues: Vector String}",
            "TestItem: Scalar Key UInt32 {KeyValues: Vector String}",
            "Timestamp: VariableVector Int64",
            "UserId: Scalar String",
            "ValidationItem: Scalar Key UInt32 {KeyValues: Vector String}",
        }, Shapes.Describe(pipeline.GetOutputSchema(Shapes.Of(log.Schema))));
        CollectionAssert.AreEqual(Shapes.Describe(pipeline.GetOutputSchema(Shapes.Of(log.Schema))),
            Shapes.Describe(Shapes.Of(pipeline.Fit(log).GetOutputSchema(log.Schema))));
    }

    [TestMethod]
    public void Windows_come_out_as_objects()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c d");
        IDataView windows = _mlContext.Transforms.PadAndSplitSequences(maximumLength: 4).Fit(sequences).Transform(sequences);

        Window[] rows = _mlContext.Data.CreateEnumerable<Window>(windows, reuseRowObject: false).ToArray();

        Assert.HasCount(1, rows);
        Assert.AreEqual("u1", rows[0].UserId);
        CollectionAssert.AreEqual(new uint[] { 0, 1, 2, 3 }, rows[0].Sequence);
        CollectionAssert.AreEqual(new uint[] { 0, 2, 3, 4 }, rows[0].Target);
    }

    [TestMethod]
    public void Keys_map_back_to_items()
    {
        IDataView sequences = Samples.Sequences(_mlContext, "u1: a b c d");
        EstimatorChain<ITransformer> pipeline = _mlContext.Transforms.SplitLeaveOneOut()
            .Append<ITransformer>(_mlContext.Transforms.Conversion.MapKeyToValue("Test", "TestItem"));

        CollectionAssert.AreEqual(new[] { "d | d" }, Cells.Rows(pipeline.Fit(sequences).Transform(sequences), "TestItem", "Test"));
    }

    [TestMethod]
    public void A_prediction_engine_runs_the_whole_chain_and_leaves_unknown_items_out()
    {
        IDataView known = _mlContext.Data.LoadFromEnumerable(new[] { new History { Items = ["a", "b", "c", "d"] } });
        ITransformer chain = _mlContext.Transforms.Conversion.MapValueToKey("Sequence", "Items")
            .Append(_mlContext.Transforms.SplitLeaveOneOut())
            .Append<ITransformer>(_mlContext.Transforms.Conversion.MapKeyToValue("Next", "TestItem")).Fit(known);
        using PredictionEngine<History, Answer> engine = _mlContext.Model.CreatePredictionEngine<History, Answer>(chain);

        Answer answer = engine.Predict(new History { Items = ["b", "never seen", "c", "a"] });

        Assert.AreEqual("a", answer.Next);
        CollectionAssert.AreEqual(new uint[] { 2 }, answer.Sequence);
        Assert.AreEqual("", engine.Predict(new History { Items = ["b", "never seen", "c"] }).Next);
    }

    private sealed class Window
    {
        public string UserId { get; set; } = "";

        public uint[] Sequence { get; set; } = [];

        public uint[] Target { get; set; } = [];
    }

    private sealed class History
    {
        public string[] Items { get; set; } = [];
    }

    private sealed class Answer
    {
        public uint[] Sequence { get; set; } = [];

        public string Next { get; set; } = "";
    }
}
