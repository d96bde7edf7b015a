using Microsoft.AspNetCore.WebUtilities;

namespace NextItem.WebApi.Http;

/// <summary>
/// What went wrong, as RFC 9457 has it: <c>application/problem+json</c>. It never repeats what came in, and knows nothing of exceptions.
/// </summary>
/// <param name="Status">The status, 4xx or 5xx.</param>
/// <param name="Detail">What the caller can do about it.</param>
internal sealed record Problem(int Status, string? Detail = null) : IResult
{
    private const string RetryAfterSeconds = "1";

    /// <summary>That the status says what kind of problem it is.</summary>
    public string Type { get; } = "about:blank";

    public string Title { get; } = ReasonPhrases.GetReasonPhrase(Status);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Status is StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = RetryAfterSeconds;
        return response.WriteAsJsonAsync(this, ApiJson.Default.Problem, "application/problem+json", httpContext.RequestAborted);
    }

    public static Problem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static Problem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static Problem Busy(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);
}
