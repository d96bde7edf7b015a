using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

namespace NextItem.WebApi.Http;

/// <summary>Reads a body, or says what is wrong with it.</summary>
internal static class JsonBody
{
    public const string WhatIsTaken = "Send application/json in UTF-8, without Content-Encoding.";

    public static async ValueTask<(T? Value, Problem? Problem)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!IsJson(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
            return (null, new Problem(StatusCodes.Status415UnsupportedMediaType, WhatIsTaken));
        if (request.ContentLength > Limits.BodyBytes)
            return (null, TooLarge());
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
                if (result.Buffer.Length > Limits.BodyBytes)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return (null, TooLarge());
                }
                if (result.IsCompleted)
                {
                    try
                    {
                        var value = Parse(result.Buffer, type);
                        return value is null ? (null, Problem.BadRequest("The body must be a JSON object.")) : (value, null);
                    }
                    finally
                    {
                        reader.AdvanceTo(result.Buffer.End); // otherwise the server cannot go on with the connection
                    }
                }
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (JsonException problem)
        {
            // Where it is, and not what it is: names in the path may come from the body.
            return (null, Problem.BadRequest(problem is { LineNumber: { } line, BytePositionInLine: { } place }
                ? $"The body is not the JSON that is asked for, at or before line {line + 1}, byte {place + 1}."
                : "The body is not the JSON that is asked for."));
        }
        catch (BadHttpRequestException problem)
        {
            return (null, problem.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : new Problem(problem.StatusCode));
        }
    }

    private static T? Parse<T>(in ReadOnlySequence<byte> body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), type);

    private static Problem TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, $"The body may have {Limits.BodyBytes} bytes at most.");

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
