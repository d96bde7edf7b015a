using MLNetUnlearn.Serving;

namespace NextItem.WebApi.Forgetting;

internal static class SuppressionExtensions
{
    /// <summary>Leaves what a request names out of all answers. The request's journal keeps it over a restart.</summary>
    public static void Suppress(this RecommendationService service, Request request)
    {
        if (request.User is { } user)
            service.Suppressed.Suppress(user, request.Item);
        else
            service.Suppressed.Suppress(request.Item);
    }
}
