using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>What a stream refuses, in which words, and what it leaves behind when it fails.</summary>
[TestClass]
public sealed class StreamErrorTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly SequentialRecommenderTransformer _model;
    private readonly List<SequentialRecommenderTransformer> _met = [];

    public StreamErrorTests()
    {
        _split = Views.Split(_mlContext, "u1: a b c d e f; u2: b c d e f a; u3: c d e f a b");
        _model = TableModel.Of(_mlContext, Views.Window(_mlContext, _split), (i, v) => i + v);
    }

    [TestMethod]
    public void Options_and_requests_out_of_range_are_named_together()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Run([[new("u1", "b")], []], new StreamEvaluationOptions
        {
            Checkpoints = 0, CheckpointsAfter = [0, 3], Negatives = 0, Folder = " ",
            Partition = new PartitionForgetRemainOptions { TestColumnName = null },
        }));

        Assert.StartsWith(
            "StreamEvaluationOptions: Request 2 is empty; it must name at least one interaction. Checkpoints is 0; it must be at least 1. "
            + "CheckpointsAfter is 0; it must be from 1 to 2, the last request. "
            + "CheckpointsAfter is 3; it must be from 1 to 2, the last request. "
            + "Negatives is 0; it must be at least 1. Partition.TestColumnName is null; it must be a column name. "
            + "Folder is ' '; it must be a folder or null.", error.Message);
        Assert.StartsWith(
            "StreamEvaluationOptions: There are 0 requests; there must be at least 1.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Run([], new StreamEvaluationOptions())).Message);
    }

    [TestMethod]
    public void A_model_that_counts_needs_a_reference()
    {
        var trainer = _mlContext.SequentialRecommendation().Trainers.Popularity();
        var model = trainer.Fit(Views.Window(_mlContext, _split));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().EvaluateStream(
            model, _split, [[new ForgetRequest("u1", "b")]], (_, _) => trainer));

        Assert.StartsWith(
            "StreamEvaluationOptions: Reference is null; it must be set for a model that counts, which Retrain cannot train.",
            error.Message);
    }

    [TestMethod]
    public void Requests_that_name_nothing_are_found_before_anything_is_unlearned()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Run(
            [[new("u1", "b")], [new("u1", "c"), new("u1", "b")], [new("u2", "z")]], new StreamEvaluationOptions()));

        Assert.AreEqual(
            "EvaluateStream: 2 of 4 forget requests match nothing in what is left when they are met: "
            + "(user 'u1', item 'b') after 1 request, user 'u1' has no item 'b'; "
            + "(user 'u2', item 'z') after 2 requests, there is no item 'z'. "
            + "Set Partition.UnmatchedRequests to Report to go on without them.", error.Message);
        Assert.IsEmpty(_met);
    }

    [TestMethod]
    public void A_checkpoint_without_pairs_is_found_before_anything_is_unlearned()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Run([[new("u1", "a")], [new("u1", "c")]], new StreamEvaluationOptions()));

        Assert.AreEqual(
            "EvaluateStream: at the checkpoint after request 1 there is no forgotten pair to rank: what was forgotten until then are first "
            + "items, held-out items or whole users. Place the checkpoint later.", error.Message);
        Assert.IsEmpty(_met);
    }

    [TestMethod]
    public void Somebody_has_to_ask_for_nothing_where_models_are_attacked()
    {
        ForgetRequest[][] requests = [[new("u1", "b")], [new("u2", "c")], [new("u3", "d")]];

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Run(requests, new StreamEvaluationOptions()));

        Assert.AreEqual(
            "EvaluateStream: every user with a test item that is new to them asks for something, so nobody is left to compare the "
            + "forgotten pairs with. Set Membership to false.", error.Message);
        Assert.IsEmpty(_met);
        Assert.IsNull(Run(requests, new StreamEvaluationOptions { Membership = false }).Checkpoints[0].Membership);
    }

    [TestMethod]
    [DataRow("u2: b c d e f b", DisplayName = "among those to train on")]
    [DataRow("u2: b c d e f f", DisplayName = "the validation item")]
    public void Who_asks_for_nothing_needs_a_new_test_item(string other)
    {
        var split = Views.Split(_mlContext, $"u1: a b c d e f; {other}");
        using var model = TableModel.Of(_mlContext, Views.Window(_mlContext, split), (i, v) => i + v);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().EvaluateStream(
            model, split, [[new ForgetRequest("u1", "b")]], (_, _) => throw new InvalidOperationException("too late")));

        Assert.StartsWith("EvaluateStream: every user with a test item that is new to them asks for something", error.Message);
    }

    [TestMethod]
    public void A_request_that_fails_is_named_and_leaves_the_callers_model_as_it_was()
    {
        var before = Weights.Of(_model.Module);

        // A first item has nothing before it, so that there is no pair to forget.
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Run([[new("u1", "b")], [new("u2", "b")]], new StreamEvaluationOptions { Checkpoints = 1 }));

        Assert.StartsWith("EvaluateStream: request 2 of 2: Sruga: there is no pair to forget: ", error.Message);
        Assert.IsInstanceOfType<InvalidOperationException>(error.InnerException);
        Weights.AssertEqual(before, Weights.Of(_model.Module));
        AssertDisposedButForTheFirst(2);
    }

    [TestMethod]
    public void Models_on_the_way_are_disposed()
    {
        var retrained = new List<SequentialRecommenderTransformer>();

        Run([[new("u1", "b")], [new("u1", "c")], [new("u2", "c")]], new StreamEvaluationOptions
        {
            Reference = _ => new Listening(
                _mlContext.Unlearning().Retrain(_model, new RetrainOptions { Recommender = _model.Options, Seed = 1 }), retrained),
        });

        AssertDisposedButForTheFirst(3);
        Assert.HasCount(3, retrained);
        Assert.IsTrue(retrained.All(IsDisposed));
    }

    [TestMethod]
    public void Cancelling_throws_away_what_is_half_done()
    {
        using var stop = new CancellationTokenSource();

        Assert.ThrowsExactly<OperationCanceledException>(() => Run(
            [[new("u1", "b")], [new("u1", "c")], [new("u2", "c")]],
            new StreamEvaluationOptions { CancellationToken = stop.Token, Checkpoints = 1 },
            met => CancelAt(2, met)));

        AssertDisposedButForTheFirst(2);

        void CancelAt(int request, int met)
        {
            if (met == request)
                stop.Cancel();
        }
    }

    private void AssertDisposedButForTheFirst(int count)
    {
        Assert.HasCount(count, _met);
        Assert.AreSame(_model, _met[0]);
        Assert.IsFalse(IsDisposed(_model));
        Assert.IsTrue(_met.Skip(1).All(IsDisposed));
    }

    private bool IsDisposed(SequentialRecommenderTransformer model)
    {
        try
        {
            model.Transform(_split);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private StreamMetrics Run(ForgetRequest[][] requests, StreamEvaluationOptions options, Action<int>? hear = null) =>
        _mlContext.Unlearning().EvaluateStream(
            _model, _split, requests,
            (current, request) =>
            {
                _met.Add(current);
                hear?.Invoke(request.Number);
                return _mlContext.Unlearning().Sruga(current, StreamSamples.Sruga(request.Number));
            },
            options);

    private sealed class Listening(UnlearningEstimator inner, List<SequentialRecommenderTransformer> made)
        : IEstimator<SequentialRecommenderTransformer>
    {
        public SequentialRecommenderTransformer Fit(IDataView input)
        {
            made.Add(inner.Fit(input));
            return made[^1];
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
