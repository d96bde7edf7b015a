using System.Net.Http.Headers;
using System.Text;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Refusals;

/// <summary>What nobody sends who means well: refused, in few words.</summary>
[TestClass]
public sealed class HostileTests
{
    private static RunningShop _shop = null!;

    [ClassInitialize]
    public static void Start(TestContext context) => _shop = new RunningShop();

    [ClassCleanup]
    public static void Stop() => _shop.Dispose();

    // VALID stands for what the endpoint takes, so that a body is refused for nothing but what is hostile in it.
    private static readonly string[] _bodies =
    [
        "", " ", "{", "[", "\"user007\"", "12", "true", "[1, 2]", "{ user: 'user007' }", "{ VALID, }", "{ VALID } x", "{ VALID } { }",
        "// c\n{ VALID }", "\uFEFF{ VALID }", """{ VALID, "user": "user008" }""", """{ VALID, "\u0075ser": "user008" }""",
        """{ VALID, "admin": true }""", """{ "__proto__": {}, VALID }""", """{ "$type": "System.Object", VALID }""",
        """{ VALID, "USER": "user007" }""", "{ VALID, \"" + new string('p', 30_000) + "\": 1 }",
        """{ VALID, "<script>alert(1)</script>": 1 }""",
    ];

    private static readonly string[] _predictBodies =
    [
        """{ "user": 7 }""", """{ "user": true }""", """{ "user": ["user007"] }""", """{ "user": { "id": "user007" } }""",
        """{ "items": "item001" }""", """{ "items": { "0": "item001" } }""", """{ "items": [1] }""", """{ "items": [["item001"]] }""",
        """{ "user": "user007", "count": 1e999 }""", """{ "user": "user007", "count": 99999999999999999999 }""",
        """{ "user": "user007", "count": "10" }""", """{ "user": "user007", "count": 1.5 }""", """{ "user": "user007", "count": null }""",
        """{ "user": "user007", "excludeSeen": 1 }""", """{ "user": "\ud800" }""", """{ "user": "user\u0000007" }""",
        "{ \"user\": " + new string('[', 10_000), "{\"items\":" + string.Concat(Enumerable.Repeat("{\"items\":", 5_000)) + "1",
        "{ \"user\": \"" + new string('u', 30_000) + "\" }",
    ];

    private static readonly string[] _forgetBodies =
    [
        """{ "user": 7, "item": "item001" }""", """{ "user": ["user007"], "item": "item001" }""",
        """{ "user": { "id": "user007" }, "item": "item001" }""", """{ "user": "user007", "item": 1 }""",
        """{ "user": "user007", "item": ["item001"] }""", """{ "user": "user007", "item": 1e999 }""",
        """{ "item": "item001", "everyone": "true" }""", """{ "item": "item001", "everyone": 1 }""",
        """{ "user": "user007", "item": "item001", "everyone": null }""", """{ "user": "user007", "item": "\udfff" }""",
        """{ "user": "\ud800", "item": "item001" }""", """{ "user": "user\u0000007", "item": "item001" }""",
        "{ \"user\": \"user007\", \"item\": " + new string('[', 10_000),
        "{ \"user\": \"" + new string('u', 30_000) + "\", \"item\": \"item001\" }",
    ];

    public static IEnumerable<object[]> Bodies =>
    [
        .. _bodies.Select(body => body.Replace("VALID", "\"user\": \"user007\"")).Concat(_predictBodies)
            .Select(body => (object[])["/predict", body]),
        .. _bodies.Select(body => body.Replace("VALID", "\"user\": \"user007\", \"item\": \"item001\"")).Concat(_forgetBodies)
            .Select(body => (object[])["/forget", body]),
    ];

    [TestMethod]
    [DynamicData(nameof(Bodies))]
    public async Task Hostile_bodies_are_bad_requests(string path, string body)
    {
        using var response = await _shop.SendAsync(path, body);

        var detail = await Refusal.CheckAsync(response, 400);
        Assert.IsLessThan(140, detail.Length);
    }

    [TestMethod]
    [DataRow("/predict", """{ "user": "../../etc/passwd" }""")]
    [DataRow("/predict", """{ "user": "..\\..\\windows\\win.ini" }""")]
    [DataRow("/predict", """{ "user": "<script>alert(1)</script>" }""")]
    [DataRow("/predict", """{ "user": "user007' OR '1'='1" }""")]
    [DataRow("/predict", """{ "user": "\u202euser007" }""")]
    [DataRow("/predict", """{ "user": "${jndi:ldap://x/y}" }""")]
    [DataRow("/forget", """{ "user": "user007", "item": "../../../state/requests.jsonl" }""")]
    [DataRow("/forget", """{ "user": "user007", "item": "<img src=x onerror=alert(1)>" }""")]
    [DataRow("/forget", """{ "item": "*", "everyone": true }""")]
    public async Task Hostile_ids_are_ids_that_nobody_has(string path, string body)
    {
        using var response = await _shop.SendAsync(path, body);

        await Refusal.CheckAsync(response, 404);
    }

    [TestMethod]
    [DataRow(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 })]
    [DataRow(new byte[] { 0x7B, 0x22, 0x75, 0x73, 0x65, 0x72, 0x22, 0x3A, 0x22, 0xC3, 0x28, 0x22, 0x7D })] // {"user":"Ã("}, broken
    [DataRow(new byte[] { 0x7B, 0x22, 0x75, 0x73, 0x65, 0x72, 0x22, 0x3A, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x7D })] // a surrogate in UTF-8
    [DataRow(new byte[] { 0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D })] // overlong, in a name
    [DataRow(new byte[] { 0, 0, 0, 0 })]
    public async Task Bytes_that_are_no_UTF_8_are_bad_requests(byte[] bytes)
    {
        foreach (var path in (string[])["/predict", "/forget"])
        {
            using var body = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _shop.Client.PostAsync(path, body);

            await Refusal.CheckAsync(response, 400);
        }
    }

    [TestMethod]
    [DataRow("/similar/..%2f..%2fappsettings.json")]
    [DataRow("/users/..%2f..%2fetc%2fpasswd")]
    [DataRow("/users/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [DataRow("/users/%E2%80%AEuser007")]
    [DataRow("/users/%FF%FE")]
    [DataRow("/status/..%5c..%5cstate")]
    [DataRow("/status/%0d%0aSet-Cookie:%20a=b")]
    [DataRow("/../appsettings.json")]
    [DataRow("/appsettings.json")]
    [DataRow("/requests.jsonl")]
    [DataRow("/state/requests.jsonl")]
    [DataRow("/similar/item001?user=%3Cscript%3E")]
    [DataRow("/similar/item001?user=user007&user=user008")]
    [DataRow("/similar/item001?count=1&count=2")]
    [DataRow("/similar/item001?count=%00")]
    [DataRow("/users?count=1e3")]
    public async Task Hostile_addresses_are_refused(string address)
    {
        using var response = await _shop.Client.GetAsync(address);

        Assert.IsTrue((int)response.StatusCode is 400 or 404, response.StatusCode.ToString());
        await Refusal.CheckAsync(response, (int)response.StatusCode);
    }

    [TestMethod]
    [DataRow("DELETE", "/predict")]
    [DataRow("PUT", "/forget")]
    [DataRow("GET", "/forget")]
    [DataRow("POST", "/status")]
    [DataRow("TRACE", "/users")]
    [DataRow("MADEUP", "/users/user007")]
    public async Task Other_methods_are_not_allowed(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _shop.Client.SendAsync(request);

        await Refusal.CheckAsync(response, 405);
        Assert.IsNotEmpty(response.Content.Headers.Allow);
    }

    /// <summary>Also for someone who would rather have a page.</summary>
    [TestMethod]
    public async Task A_problem_is_JSON_whatever_is_accepted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/users/nobody") { Headers = { { "Accept", "text/html" } } };
        using var response = await _shop.Client.SendAsync(request);

        await Refusal.CheckAsync(response, 404);
    }
}
