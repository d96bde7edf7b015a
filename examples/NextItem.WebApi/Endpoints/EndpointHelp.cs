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

    /// <summary>An id of the path as it was before a client escaped it: the server leaves an escaped slash as it is.</summary>
    public static string Unescape(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
