using MLNetUnlearn.Serving;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>POST /predict</c>: what comes next.</summary>
internal static class PredictEndpoint
{
    public static void MapPredict(this IEndpointRouteBuilder app) => app.MapPost("/predict", AnswerAsync)
        .WithName("Predict").WithSummary("What a user may like next.")
        .Accepts<PredictRequest>("application/json").Produces<PredictResponse>()
        .Fails(400, 404, 413, 415, 503);

    private static async Task<IResult> AnswerAsync(
        HttpRequest http, ShopLog log, Titles titles, RecommendationService service, AnswersUnderWay answers,
        CancellationToken cancellationToken)
    {
        var (request, problem) = await JsonBody.ReadAsync(http, ApiJson.Default.PredictRequest);
        problem ??= Check(request!);
        if (problem is not null)
            return problem;

        answers.Begin(http.HttpContext);
        var history = request!.User is { } user ? log.Of(user) : null;
        if (request.User is not null && history is null)
            return UserEndpoints.NoSuchUser;

        var answer = await service.RecommendAsync(
            new RecommendationRequest
            {
                Items = request.Items ?? [.. history!.Items], User = request.User, Count = request.Count, ExcludeSeen = request.ExcludeSeen,
            },
            cancellationToken);
        // The service leaves out what is suppressed; here goes what was suppressed since it answered.
        var items = answer.Items.Where(item => !service.Suppressed.IsSuppressed(request.User, item.Item));
        return TypedResults.Json(
            new PredictResponse([.. items.Select(item => new Recommended(item.Item, titles.Of(item.Item), item.Score))]),
            ApiJson.Default.PredictResponse);
    }

    private static Problem? Check(PredictRequest request) => request is { User: null, Items: null }
        ? Problem.BadRequest("Say 'user' or 'items' or both.")
        : (request.User is { } user ? Limits.OfId("user", user) : null)
            ?? (request.Items is { } items ? Limits.OfItems(items) : null)
            ?? Limits.OfCount(request.Count);
}
