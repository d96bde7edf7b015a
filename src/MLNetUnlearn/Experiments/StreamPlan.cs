using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Experiments;

/// <summary>What each request of a stream finds: worked out and checked before anything is unlearned.</summary>
internal sealed class StreamPlan
{
    public const string Owner = "EvaluateStream";
    private const int ExamplesInMessage = 5;

    private readonly IDataView _sequences;
    private readonly StreamEvaluationOptions _options;
    private readonly int _maximumLength;
    private readonly PartitionForgetRemainOptions _partition;
    private readonly PartitionForgetRemainTransformer[] _ofRequest;
    private readonly Dictionary<int, PartitionForgetRemainTransformer> _soFar = [];
    private readonly List<UnmatchedForgetRequest> _unmatched = [];

    /// <exception cref="ArgumentException">A request is null or has an empty id.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range, there is no request, or a column does not fit.</exception>
    /// <exception cref="InvalidOperationException">
    /// Items are coded in another way than the model's, requests name nothing, or a checkpoint would have nothing to look at.
    /// </exception>
    public StreamPlan(
        RecommenderTransformer model, IDataView sequences, IReadOnlyList<ForgetRequest[]> requests, StreamEvaluationOptions options)
    {
        Check(model, requests, options);
        (_sequences, _options, _maximumLength, Requests) = (sequences, options, model.MaximumLength, requests);
        _partition = options.Partition with { UnmatchedRequests = UnmatchedRequestHandling.Report };
        Checkpoints = options.CheckpointsOf(requests.Count);
        All = new RequestList(requests.SelectMany(request => request), nameof(requests));
        Columns = new RequestPartition(All, _partition).ColumnsOf(sequences.Schema);
        model.Vocabulary.CheckSame(Columns.Sequence, model.Options.Name);
        _ofRequest = [.. Enumerable.Range(1, requests.Count).Select(Fit)];
        if (_unmatched.Count > 0 && options.Partition.UnmatchedRequests == UnmatchedRequestHandling.Throw)
            throw new InvalidOperationException(MessageOfUnmatched());
        foreach (var checkpoint in Checkpoints)
            _soFar.Add(checkpoint, Partition(Until(checkpoint)).Fit(sequences));
        if (Checkpoints.FirstOrDefault(checkpoint => _soFar[checkpoint].ForgetRows == 0) is var empty and > 0)
        {
            throw new InvalidOperationException(
                $"{Owner}: at the checkpoint after request {empty} there is no forgotten pair to rank: what was forgotten until then are "
                + "first items, held-out items or whole users. Place the checkpoint later.");
        }
    }

    /// <summary>The requests, of which each is met at once.</summary>
    public IReadOnlyList<ForgetRequest[]> Requests { get; }

    /// <summary>All of them together.</summary>
    public RequestList All { get; }

    /// <summary>The columns of the sequences.</summary>
    public PartitionColumns Columns { get; }

    public int Count => Requests.Count;

    /// <summary>The requests after which the model is judged, ascending.</summary>
    public IReadOnlyList<int> Checkpoints { get; }

    /// <summary>What named nothing when its turn came.</summary>
    public IReadOnlyList<UnmatchedForgetRequest> Unmatched => _unmatched;

    public bool IsCheckpoint(int request) => _soFar.ContainsKey(request);

    /// <summary>Whether nothing that a request names is there any more.</summary>
    public bool NamesNothing(int request) => _ofRequest[request - 1].UsersTouched == 0;

    /// <summary>The windows for a request's method: what remains after it, and what it alone wants forgotten.</summary>
    public IDataView WindowsOf(int request) => Windows(_ofRequest[request - 1].Transform(Remaining(request - 1)));

    /// <summary>Whole sequences, with everything forgotten up to a checkpoint.</summary>
    public IDataView SoFar(int checkpoint) => _soFar[checkpoint].Transform(_sequences);

    /// <summary>The windows of whole sequences.</summary>
    public IDataView Windows(IDataView partitioned) => new PadAndSplitSequencesEstimator(new PadAndSplitSequencesOptions
    {
        SequenceColumnName = _partition.SequenceColumnName,
        TargetColumnName = _partition.TargetColumnName,
        MaximumLength = _maximumLength,
    }).Fit(partitioned).Transform(partitioned);

    private static void Check(RecommenderTransformer model, IReadOnlyList<ForgetRequest[]> requests, StreamEvaluationOptions options)
    {
        var problems = new OptionProblems(nameof(StreamEvaluationOptions));
        if (requests.Count == 0)
            problems.Add("There are 0 requests; there must be at least 1.");
        for (var i = 0; i < requests.Count; i++)
        {
            if (requests[i].Length == 0)
                problems.Add($"Request {i + 1} is empty; it must name at least one interaction.");
        }
        options.Check(problems, requests.Count, counts: model is not SequentialRecommenderTransformer);
        problems.ThrowIfAny(nameof(options));
    }

    private PartitionForgetRemainTransformer Fit(int request)
    {
        var transformer = Partition(Requests[request - 1]).Fit(Remaining(request - 1));
        _unmatched.AddRange(transformer.UnmatchedRequests.Select(
            unmatched => unmatched with { Reason = $"after {Plural.Of(request - 1, "request")}, {unmatched.Reason}" }));
        return transformer;
    }

    // Fitted on nothing: requests were matched one by one.
    private IDataView Remaining(int request) => request == 0
        ? _sequences
        : ForgetRows.Without(
            new PartitionForgetRemainTransformer(
                new RequestPartition(new RequestList(Until(request), "requests"), _partition), new PartitionSummary(0, 0, 0, 0, []))
                .Transform(_sequences),
            _partition.IsForgetColumnName);

    private IEnumerable<ForgetRequest> Until(int request) => Requests.Take(request).SelectMany(batch => batch);

    private PartitionForgetRemainEstimator Partition(IEnumerable<ForgetRequest> requests) => new(requests, _partition);

    private string MessageOfUnmatched()
    {
        var examples = string.Join("; ", _unmatched.Take(ExamplesInMessage).Select(item => $"({item.Request.Text}) {item.Reason}"));
        var rest = _unmatched.Count > ExamplesInMessage ? $"; and {_unmatched.Count - ExamplesInMessage} more" : "";
        return $"{Owner}: {_unmatched.Count} of {Requests.Sum(batch => batch.Length)} forget requests match nothing in what is left when "
            + $"they are met: {examples}{rest}. Set {nameof(StreamEvaluationOptions.Partition)}.{nameof(PartitionForgetRemainOptions.UnmatchedRequests)} "
            + $"to {nameof(UnmatchedRequestHandling.Report)} to go on without them.";
    }
}
