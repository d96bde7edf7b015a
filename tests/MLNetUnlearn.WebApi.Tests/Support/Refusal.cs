using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>Looks at an answer that says no.</summary>
internal static partial class Refusal
{
    /// <summary>It is a problem of RFC 9457 with this status, and tells nothing of the inside.</summary>
    /// <returns>Its detail.</returns>
    public static async Task<string> CheckAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual((HttpStatusCode)status, response.StatusCode, text);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.AreEqual(status, (int)problem["status"]!);
        Assert.AreEqual("about:blank", (string)problem["type"]!);
        Assert.IsNotEmpty((string)problem["title"]!);
        CheckQuiet(text);
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        return (string?)problem["detail"] ?? "";
    }

    /// <summary>No stack trace, no name of an exception or of a type, no markup.</summary>
    public static void CheckQuiet(string text) => Assert.DoesNotMatchRegex(Inside(), text);

    [GeneratedRegex(@"   at |Exception|System\.|Microsoft\.|NextItem|MLNetUnlearn|\.cs\b|<[a-z!/]", RegexOptions.IgnoreCase)]
    private static partial Regex Inside();
}
