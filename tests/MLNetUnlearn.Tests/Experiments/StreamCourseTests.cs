using EstimatorContract;
using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>Which rows a request's method gets, and where models are judged: with models that count.</summary>
[TestClass]
public sealed class StreamCourseTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<string[]> _seen = [];

    // u1 learns a b c d e b, u2 a b c; the last two items of each are held out.
    private IDataView Split
    {
        get
        {
            var sequences = Samples.TimedSequences(_mlContext, "u1: a b c d e b f g; u2: a b c d e; u3: f e d c b a");
            return _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);
        }
    }

    [TestMethod]
    public void A_request_is_met_on_what_earlier_ones_have_left()
    {
        Run([[new("u1", "c"), new("u2", "b")], [new("u1", "b", 6)], [new("u1", "e"), new("u1", "f")]], new StreamEvaluationOptions());

        CollectionAssert.AreEqual(
            new[]
            {
                "u1 | a b d e | b d e b | False | f", "u1 | - - a b | - - - c | True | -",
                "u2 | - - - a | - - - c | False | d", "u2 | - - - a | - - - b | True | -",
                "u3 | - f e d | - e d c | False | b",
            },
            _seen[0]);
        CollectionAssert.AreEqual(
            new[]
            {
                "u1 | - a b d | - b d e | False | f", "u1 | a b d e | - - - b | True | -",
                "u2 | - - - a | - - - c | False | d", "u3 | - f e d | - e d c | False | b",
            },
            _seen[1]);
        CollectionAssert.AreEqual(
            new[]
            {
                "u1 | - - a b | - - b d | False | -", "u1 | - a b d | - - - e | True | -",
                "u2 | - - - a | - - - c | False | d", "u3 | - f e d | - e d c | False | b",
            },
            _seen[2]);
    }

    [TestMethod]
    [DataRow(5, 4, null, "1 2 3 5")]
    [DataRow(8, 4, null, "2 4 6 8")]
    [DataRow(3, 4, null, "1 2 3", DisplayName = "fewer requests than checkpoints")]
    [DataRow(5, 1, null, "5")]
    [DataRow(5, 4, new[] { 4, 2, 4 }, "2 4 5", DisplayName = "the last request always")]
    public void Models_are_judged_at_the_checkpoints(int requests, int checkpoints, int[]? after, string expected)
    {
        ForgetRequest[] all =
        [
            new("u1", "b", 2), new("u1", "c"), new("u1", "d"), new("u1", "e"),
            new("u1", "b"), new("u2", "b"), new("u2", "c"), new("u3", "e"),
        ];
        var told = new List<string>();

        var metrics = Run([.. all.Take(requests).Select(request => new[] { request })], new StreamEvaluationOptions
        {
            Checkpoints = checkpoints, CheckpointsAfter = after,
            Progress = new Listener<StreamProgress>(at => told.Add($"{at.Request}/{at.Requests} {at.Checkpoint?.Requests}".TrimEnd())),
        });

        Assert.AreEqual(expected, string.Join(' ', metrics.Checkpoints.Select(checkpoint => checkpoint.Requests)));
        CollectionAssert.AreEqual(
            Enumerable.Range(1, requests).Select(request => $"{request}/{requests}" + (metrics.Checkpoints.Any(
                checkpoint => checkpoint.Requests == request) ? $" {request}" : "")).ToArray(),
            told);
        // What counts is not attacked, and takes no steps.
        Assert.IsTrue(metrics.Checkpoints.All(checkpoint => checkpoint is { Membership: null, Cost: { Unlearning.Steps: null, Retraining.Steps: null } }));
    }

    [TestMethod]
    public void Pairs_are_those_that_still_have_something_before_them()
    {
        // First b after a; then a itself, so that nothing is left before b, and d after b c.
        var metrics = Run([[new("u2", "b")], [new("u2", "a"), new("u3", "e")]], new StreamEvaluationOptions());

        CollectionAssert.AreEqual(new[] { 1, 1 }, metrics.Checkpoints.Select(checkpoint => checkpoint.Pairs).ToArray());
    }

    [TestMethod]
    public void Requests_that_name_nothing_are_passed_over_and_told_where_that_is_asked_for()
    {
        var metrics = Run([[new("u1", "c")], [new("u1", "c")], [new("u1", "d"), new("u9", "a")]], new StreamEvaluationOptions
        {
            Partition = new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report },
        });

        Assert.HasCount(2, _seen); // the second has nothing to do
        CollectionAssert.AreEqual(
            new UnmatchedForgetRequest[]
            {
                new(new("u1", "c"), "after 1 request, user 'u1' has no item 'c'"),
                new(new("u9", "a"), "after 2 requests, there is no user 'u9'"),
            },
            metrics.UnmatchedRequests.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, metrics.Checkpoints.Select(checkpoint => checkpoint.Pairs).ToArray());
    }

    private StreamMetrics Run(ForgetRequest[][] requests, StreamEvaluationOptions options)
    {
        var trainer = _mlContext.SequentialRecommendation().Trainers.Popularity();
        return _mlContext.Unlearning().EvaluateStream(
            trainer.Fit(Views.Window(_mlContext, Split)), Split, requests, (_, _) => new Recording(trainer, _seen),
            options with { Reference = _ => trainer });
    }

    private sealed class Recording(IEstimator<CountingRecommenderTransformer> inner, List<string[]> seen)
        : IEstimator<CountingRecommenderTransformer>
    {
        public CountingRecommenderTransformer Fit(IDataView input)
        {
            seen.Add(Cells.Rows(input, "UserId", "Sequence", "Target", "IsForget", "ValidationItem"));
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
