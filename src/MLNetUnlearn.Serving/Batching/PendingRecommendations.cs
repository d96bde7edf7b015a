namespace MLNetUnlearn.Serving.Batching;

/// <summary>Requests that are answered together, one or many.</summary>
internal interface IPendingRecommendations
{
    IReadOnlyList<RecommendationRequest> Requests { get; }

    /// <summary>Hands the answers over, one for each request.</summary>
    void Answer(ReadOnlySpan<Recommendations> answers);
}

/// <summary>One request.</summary>
internal sealed class PendingOne(RecommendationRequest request, CancellationToken cancellationToken)
    : Pending<Recommendations>(cancellationToken), IPendingRecommendations
{
    public IReadOnlyList<RecommendationRequest> Requests { get; } = [request];

    public void Answer(ReadOnlySpan<Recommendations> answers) => Finish(answers[0]);
}

/// <summary>Many requests, in a list that nobody else changes.</summary>
internal sealed class PendingMany(RecommendationRequest[] requests, CancellationToken cancellationToken)
    : Pending<IReadOnlyList<Recommendations>>(cancellationToken), IPendingRecommendations
{
    public IReadOnlyList<RecommendationRequest> Requests => requests;

    public override int Count => requests.Length;

    public void Answer(ReadOnlySpan<Recommendations> answers) => Finish(answers.ToArray());
}
