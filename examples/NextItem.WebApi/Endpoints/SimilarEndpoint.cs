using System.ComponentModel;
using MLNetUnlearn.Serving;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>GET /similar/{item}</c>: items like an item.</summary>
internal static class SimilarEndpoint
{
    private static readonly Problem _noSuchItem = Problem.NotFound("There is no such item.");

    public static void MapSimilar(this IEndpointRouteBuilder app) => app.MapGet("/similar/{item}", AnswerAsync)
        .WithName("Similar").WithSummary("Items like an item.")
        .Produces<SimilarResponse>()
        .Fails(400, 404, 503);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, string item, ShopLog log, Titles titles, RecommendationService service, AnswersUnderWay answers,
        CancellationToken cancellationToken,
        [Description("Who asks, and must not see what they have forgotten.")] string? user = null,
        [Description("How many items, 1 to 100.")] int count = 10)
    {
        item = EndpointHelp.Unescape(item);
        var problem = Limits.OfId("item", item) ?? Limits.OfCount(count) ?? (user is null ? null : Limits.OfId("user", user));
        if (problem is not null)
            return problem;
        answers.Begin(http);
        if (user is not null && log.Of(user) is null)
            return UserEndpoints.NoSuchUser;
        try
        {
            var similar = await service.SimilarAsync(item, count, user, cancellationToken);
            // As in /predict: what was suppressed since the service answered.
            if (service.Suppressed.IsSuppressed(user, item))
                return _noSuchItem;
            var items = similar.Where(near => !service.Suppressed.IsSuppressed(user, near.Item))
                .Select(near => new Similar(near.Item, titles.Of(near.Item), near.Similarity));
            return TypedResults.Json(new SimilarResponse(item, titles.Of(item), [.. items]), ApiJson.Default.SimilarResponse);
        }
        catch (UnknownItemException)
        {
            return _noSuchItem;
        }
    }
}
