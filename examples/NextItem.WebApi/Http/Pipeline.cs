using System.Net;
using MLNetUnlearn.Serving;

namespace NextItem.WebApi.Http;

/// <summary>What every request goes through.</summary>
internal static class Pipeline
{
    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.BodyBytes;
        });
        builder.Services.AddSingleton<AnswersUnderWay>();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        // Otherwise a parameter that is no number is an exception in Development, with all that its page shows.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddSequentialRecommender();
    }

    public static void UseHttp(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            SecurityHeaders.Set(context);
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ProblemHandler.AnswerAsync });
        app.UseStatusCodePages(pages => new Problem(pages.HttpContext.Response.StatusCode, DetailOf(pages.HttpContext.Response.StatusCode))
            .ExecuteAsync(pages.HttpContext));
        app.Use((context, next) => context.Request.QueryString.Value?.Length > Limits.QueryCharacters
            ? new Problem(StatusCodes.Status414UriTooLong, $"The query may have {Limits.QueryCharacters} characters at most.")
                .ExecuteAsync(context)
            : next(context));
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapOpenApi();
        app.MapHealthChecks("/health");
    }

    private static string? DetailOf(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.BadRequest => "A parameter cannot be read.",
        HttpStatusCode.NotFound => "There is nothing here. /openapi/v1.json says what there is.",
        HttpStatusCode.UnsupportedMediaType => JsonBody.WhatIsTaken,
        HttpStatusCode.MethodNotAllowed => "The header Allow says what can be done here.",
        _ => null,
    };
}
