using Microsoft.AspNetCore.Http.HttpResults;
using MLNetUnlearn.Serving;
using NextItem.WebApi.Forgetting;
using NextItem.WebApi.Http;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>GET /status</c> and <c>/status/{id}</c>: which model serves, and how far requests have come.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder app)
    {
        app.MapGet("/status", Status)
            .WithName("Status").WithSummary("The model that serves, the requests by state, and the last unlearning.")
            .Produces<StatusResponse>().Fails();
        app.MapGet("/status/{id}", StatusOf)
            .WithName("RequestStatus").WithSummary("How far a request has come.")
            .Produces<RequestStatus>().Fails(404);
    }

    private static JsonHttpResult<StatusResponse> Status(RequestBook book, RecommendationService service)
    {
        var counts = book.All.CountBy(one => one.State).ToDictionary();
        var model = service.Model;
        return TypedResults.Json(
            new StatusResponse(
                new ModelStatus(book.Version, model.Name, model.ItemCount, model.Sha256),
                new RequestCounts(
                    counts.GetValueOrDefault(RequestState.Suppressed), counts.GetValueOrDefault(RequestState.Unlearning),
                    counts.GetValueOrDefault(RequestState.Forgotten), counts.GetValueOrDefault(RequestState.Failed)),
                book.Last),
            ApiJson.Default.StatusResponse);
    }

    private static IResult StatusOf(string id, RequestBook book) => book.Find(id) is { } progress
        ? TypedResults.Json(RequestStatus.Of(progress), ApiJson.Default.RequestStatus)
        : Problem.NotFound("There is no such request.");
}
