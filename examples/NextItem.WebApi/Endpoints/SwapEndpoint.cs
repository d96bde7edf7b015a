using NextItem.WebApi.Forgetting;

namespace NextItem.WebApi.Endpoints;

/// <summary><c>POST /swap</c>: loads the model's file anew, so that a load test can see what a swap costs. Off by default.</summary>
internal static class SwapEndpoint
{
    public static void MapSwap(this IEndpointRouteBuilder app) => app.MapPost("/swap", SwapAsync)
        .WithName("Swap").WithSummary("Load the model's file anew, for load tests.")
        .Produces(204).Fails();

    private static async Task<IResult> SwapAsync(ModelTurn turn, CancellationToken cancellationToken)
    {
        await turn.ReloadAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
