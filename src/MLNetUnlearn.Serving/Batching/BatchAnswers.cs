using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Serving.Models;
using MLNetUnlearn.Serving.Suppressing;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>
/// The answers of one model to a batch of requests, made for what was held back when they began. Before they are handed over it is looked
/// whether that still holds.
/// </summary>
internal sealed class BatchAnswers
{
    private readonly Suppressions _suppressed;
    private readonly List<RecommendationRequest> _requests = [];
    private readonly SuppressionView[] _views;
    private readonly Recommendations[] _answers;

    public BatchAnswers(ModelReference model, Suppressions suppressed, IEnumerable<IPendingRecommendations> calls)
    {
        _suppressed = suppressed;
        foreach (var call in calls)
            _requests.AddRange(call.Requests);
        _views = new SuppressionView[_requests.Count];
        _answers = new Recommendations[_requests.Count];
        Ask(model);
    }

    /// <summary>
    /// Hands the answers of a call over, unless something was suppressed meanwhile for one of its users. Behind the suppressions' gate.
    /// </summary>
    /// <param name="call">One of the calls.</param>
    /// <param name="first">The number of requests of the calls before it.</param>
    public bool TryHandOver(IPendingRecommendations call, int first)
    {
        for (var i = first; i < first + call.Requests.Count; i++)
        {
            if (!_suppressed.IsCurrent(_requests[i].User, _views[i]))
                return false;
        }
        call.Answer(_answers.AsSpan(first, call.Requests.Count));
        return true;
    }

    private void Ask(ModelReference model)
    {
        var queries = new RecommendationQuery[_views.Length];
        for (var i = 0; i < queries.Length; i++)
        {
            _views[i] = _suppressed.Of(_requests[i].User);
            queries[i] = _views[i].First(_requests[i]);
        }
        var found = model.Model.Recommend(queries);
        List<int>? few = null;
        for (var i = 0; i < queries.Length; i++)
        {
            if (_views[i].Filter(found[i].Items, _requests[i], queries[i].Count) is { } items)
                _answers[i] = new Recommendations(items, found[i].UnknownItems, model.Served.Version);
            else
                (few ??= []).Add(i);
        }
        if (few is not null)
            AskExactly(model, few);
    }

    private void AskExactly(ModelReference model, List<int> which)
    {
        var found = model.Model.Recommend([.. which.Select(i => _views[i].Exact(_requests[i]))]);
        for (var j = 0; j < which.Count; j++)
            _answers[which[j]] = new Recommendations(found[j].Items, found[j].UnknownItems, model.Served.Version);
    }
}
