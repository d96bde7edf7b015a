using MLNetUnlearn.Serving;
using NextItem.WebApi.Forgetting;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>POST /forget</c>: from the answer on, the item is in no answer any more; the model unlearns it in the background.</summary>
internal static class ForgetEndpoint
{
    public static void MapForget(this IEndpointRouteBuilder app) => app.MapPost("/forget", AnswerAsync)
        .WithName("Forget").WithSummary("Forget a user's interactions with an item, or an item altogether.")
        .WithDescription("To ask again is harmless: the answer is the request that is there.")
        .Accepts<ForgetRequest>("application/json").Produces<RequestStatus>(202).Produces<RequestStatus>(200)
        .Fails(400, 404, 413, 415, 503);

    private static async Task<IResult> AnswerAsync(
        HttpRequest http, ShopLog log, RequestBook book, RecommendationService service, AnswersUnderWay answers,
        CancellationToken cancellationToken)
    {
        var (request, problem) = await JsonBody.ReadAsync(http, ApiJson.Default.ForgetRequest);
        problem ??= Check(request!);
        if (problem is not null)
            return problem;

        var (user, item) = (request!.User, request.Item!);
        if (book.Find(user, item) is not { } progress)
        {
            problem = user is null ? CheckItem(item, log, service) : CheckInteraction(user, item, log);
            if (problem is not null)
                return problem;
            if (book.Add(user, item) is not { } added)
                return Problem.Busy("Too many requests are waiting to be unlearned. This one was not taken; ask again later.");
            progress = added;
        }

        // Also where the request was there: the one who wrote it down may not have come this far yet.
        service.Suppress(progress.Request);
        await answers.WaitAsync(cancellationToken);
        var status = RequestStatus.Of(progress);
        return TypedResults.Json(
            status, ApiJson.Default.RequestStatus, statusCode: status.State == RequestState.Forgotten ? 200 : 202);
    }

    private static Problem? Check(ForgetRequest request) => request switch
    {
        { Item: null } => Problem.BadRequest("Say 'item'."),
        { User: null, Everyone: false } => Problem.BadRequest("Say 'user', or 'everyone': true."),
        { User: not null, Everyone: true } => Problem.BadRequest("Say 'user' or 'everyone', not both."),
        _ => Limits.OfId("item", request.Item) ?? (request.User is { } user ? Limits.OfId("user", user) : null),
    };

    // The model may still know an item that is in nobody's history any more.
    private static Problem? CheckItem(string item, ShopLog log, RecommendationService service) =>
        log.Has(item) || service.Knows(item) ? null : Problem.NotFound("There is no such item.");

    private static Problem? CheckInteraction(string user, string item, ShopLog log) => log.Of(user) switch
    {
        null => UserEndpoints.NoSuchUser,
        var history when !history.Items.Contains(item) => Problem.NotFound("The user has no such item."),
        _ => null,
    };
}
