using System.ComponentModel;
using MLNetUnlearn.Serving;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>GET /users</c> and <c>/users/{id}</c>: who is there, and what they had.</summary>
internal static class UserEndpoints
{
    public static readonly Problem NoSuchUser = Problem.NotFound("There is no such user.");

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/users", Users)
            .WithName("Users").WithSummary("Users, or those whose id has a text in it.")
            .Produces<UsersResponse>().Fails(400);
        app.MapGet("/users/{id}", UserOf)
            .WithName("User").WithSummary("A user's history.")
            .Produces<UserResponse>().Fails(400, 404);
    }

    private static IResult Users(
        ShopLog log, RecommendationService service, [Description("What the id has in it.")] string? search = null,
        [Description("How many users, 1 to 100.")] int count = 20)
    {
        var problem = Limits.OfCount(count) ?? (string.IsNullOrEmpty(search) ? null : Limits.OfId("search", search));
        if (problem is not null)
            return problem;
        var found = log.Users.Where(user => search is null || user.Contains(search, StringComparison.OrdinalIgnoreCase)).ToArray();
        var shown = found.Take(count).Select(user => new UserSummary(user, Visible(log.Of(user)!, service).Count()));
        return TypedResults.Json(new UsersResponse([.. shown], found.Length), ApiJson.Default.UsersResponse);
    }

    private static IResult UserOf(
        HttpContext http, string id, ShopLog log, Titles titles, RecommendationService service, AnswersUnderWay answers)
    {
        id = EndpointHelp.Unescape(id);
        if (Limits.OfId("id", id) is { } problem)
            return problem;
        answers.Begin(http);
        if (log.Of(id) is not { } history)
            return NoSuchUser;
        return TypedResults.Json(
            new UserResponse(id, [.. Visible(history, service).Reverse().Select(item => new TitledItem(item, titles.Of(item)))]),
            ApiJson.Default.UserResponse);
    }

    private static IEnumerable<string> Visible(History history, RecommendationService service) =>
        history.Items.Where(item => !service.Suppressed.IsSuppressed(history.User, item));
}
