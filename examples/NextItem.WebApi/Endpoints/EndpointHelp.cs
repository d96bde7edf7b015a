using NextItem.WebApi.Http;

namespace NextItem.WebApi.Endpoints;

internal static class EndpointHelp
{
    /// <summary>Says in the OpenAPI document how an endpoint may fail; anything may with 500.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status500InternalServerError))
            endpoint.Produces<Problem>(status, "application/problem+json");
        return endpoint;
    }
}
