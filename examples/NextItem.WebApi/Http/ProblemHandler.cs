using Microsoft.AspNetCore.Diagnostics;
using MLNetUnlearn.Serving;

namespace NextItem.WebApi.Http;

/// <summary>Makes problems of exceptions. What is not expected is logged and answered with 500 and nothing more.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        SecurityHeaders.Set(httpContext);
        var problem = exception switch
        {
            ServiceOverloadedException => Problem.Busy("Too many requests are waiting. Try again in a moment."),
            ObjectDisposedException => Problem.Busy("The service is about to stop."),
            BadHttpRequestException bad => new Problem(bad.StatusCode),
            _ => null,
        };
        if (problem is null)
            return false;
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The answer to what <see cref="TryHandleAsync"/> leaves.</summary>
    public static Task AnswerAsync(HttpContext httpContext) =>
        new Problem(StatusCodes.Status500InternalServerError, "Something went wrong here; it is in the log.").ExecuteAsync(httpContext);
}
