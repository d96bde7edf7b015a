using System.Net;
using System.Text;
using System.Text.Json;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Refusals;

/// <summary>Each limit, on both sides, and what the caller is told.</summary>
[TestClass]
public sealed class LimitTests
{
    private static RunningShop _shop = null!;

    [ClassInitialize]
    public static void Start(TestContext context) => _shop = new RunningShop();

    [ClassCleanup]
    public static void Stop() => _shop.Dispose();

    [TestMethod]
    [DataRow("/predict", """{}""", "Say 'user' or 'items' or both.")]
    [DataRow("/predict", """{ "user": "user007", "count": 0 }""", "'count' must be 1 to 100.")]
    [DataRow("/predict", """{ "user": "user007", "count": 101 }""", "'count' must be 1 to 100.")]
    [DataRow("/predict", """{ "user": "" }""", "'user' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/predict", """{ "items": [] }""", "'items' must be 1 to 1000 ids.")]
    [DataRow("/predict", """{ "items": [""] }""", "Each of 'items' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/predict", """{ "items": [null] }""", "Each of 'items' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/predict", "{ \"user\":\n  12 }", "The body is not the JSON that is asked for, at or before line 2, byte 5.")]
    [DataRow("/predict", "null", "The body must be a JSON object.")]
    [DataRow("/forget", """{ "user": "user007" }""", "Say 'item'.")]
    [DataRow("/forget", """{ "item": "item001" }""", "Say 'user', or 'everyone': true.")]
    [DataRow("/forget", """{ "user": "user007", "item": "item001", "everyone": true }""", "Say 'user' or 'everyone', not both.")]
    [DataRow("/forget", """{ "user": "a\u0007b", "item": "i1" }""", "'user' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/forget", """{ "user": "user007", "item": "a\nb" }""", "'item' must have 1 to 256 characters, and no control characters.")]
    public async Task Bad_bodies_are_told_what_is_wrong(string path, string body, string detail)
    {
        using var response = await _shop.SendAsync(path, body);

        Assert.AreEqual(detail, await Refusal.CheckAsync(response, 400));
    }

    [TestMethod]
    [DataRow("/predict", """{ "user": "nobody" }""", "There is no such user.")]
    [DataRow("/predict", """{ "user": "nobody", "items": ["item001"] }""", "There is no such user.")]
    [DataRow("/forget", """{ "user": "nobody", "item": "item001" }""", "There is no such user.")]
    [DataRow("/forget", """{ "user": "user007", "item": "nothing" }""", "The user has no such item.")]
    [DataRow("/forget", """{ "item": "nothing", "everyone": true }""", "There is no such item.")]
    public async Task Unknown_ids_in_bodies_are_not_found(string path, string body, string detail)
    {
        using var response = await _shop.SendAsync(path, body);

        Assert.AreEqual(detail, await Refusal.CheckAsync(response, 404));
    }

    [TestMethod]
    [DataRow("/similar/nothing", 404, "There is no such item.")]
    [DataRow("/similar/item001?user=nobody", 404, "There is no such user.")]
    [DataRow("/similar/item001?count=0", 400, "'count' must be 1 to 100.")]
    [DataRow("/similar/item001?count=101", 400, "'count' must be 1 to 100.")]
    [DataRow("/similar/item001?count=ten", 400, "A parameter cannot be read.")]
    [DataRow("/similar/item001?count=99999999999999999999", 400, "A parameter cannot be read.")]
    [DataRow("/similar/a%01b", 400, "'item' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/users/nobody", 404, "There is no such user.")]
    [DataRow("/users?count=-1", 400, "'count' must be 1 to 100.")]
    [DataRow("/users?search=%0a", 400, "'search' must have 1 to 256 characters, and no control characters.")]
    [DataRow("/status/nothing", 404, "There is no such request.")]
    [DataRow("/nothing", 404, "There is nothing here. /openapi/v1.json says what there is.")]
    [DataRow("/swap", 404, "There is nothing here. /openapi/v1.json says what there is.")]
    [DataRow("/predict", 405, "The header Allow says what can be done here.")]
    public async Task Bad_addresses_are_told_what_is_wrong(string address, int status, string detail)
    {
        using var response = await _shop.Client.GetAsync(address);

        Assert.AreEqual(detail, await Refusal.CheckAsync(response, status));
    }

    [TestMethod]
    public async Task Ids_may_be_256_characters_long_and_not_257()
    {
        using var longest = await _shop.SendAsync("/predict", $$"""{ "user": "{{new string('u', 256)}}" }""");
        using var longer = await _shop.SendAsync("/predict", $$"""{ "user": "{{new string('u', 257)}}" }""");
        using var address = await _shop.Client.GetAsync($"/users/{new string('u', 257)}");

        await Refusal.CheckAsync(longest, 404);
        await Refusal.CheckAsync(longer, 400);
        await Refusal.CheckAsync(address, 400);
    }

    [TestMethod]
    public async Task A_thousand_items_are_taken_and_no_more()
    {
        using var most = await _shop.SendAsync("/predict", Items(1000));
        using var more = await _shop.SendAsync("/predict", Items(1001));

        Assert.AreEqual(HttpStatusCode.OK, most.StatusCode);
        Assert.AreEqual("'items' must be 1 to 1000 ids.", await Refusal.CheckAsync(more, 400));
    }

    [TestMethod]
    public async Task A_body_has_64_KiB_at_most_whether_it_says_its_length_or_not()
    {
        var body = """{ "items": ["item001"] }""";
        using var most = await _shop.SendAsync("/predict", body.PadRight(64 * 1024));
        using var more = await _shop.SendAsync("/predict", body.PadRight((64 * 1024) + 1));
        using var stream = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body.PadRight(200_000))));
        stream.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict")
        {
            Content = stream, Headers = { TransferEncodingChunked = true },
        };
        using var chunked = await _shop.Client.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.OK, most.StatusCode);
        Assert.AreEqual("The body may have 65536 bytes at most.", await Refusal.CheckAsync(more, 413));
        await Refusal.CheckAsync(chunked, 413);
    }

    [TestMethod]
    public async Task A_query_has_2048_characters_at_most()
    {
        using var response = await _shop.Client.GetAsync("/users?x=" + new string('x', 2048));

        Assert.AreEqual("The query may have 2048 characters at most.", await Refusal.CheckAsync(response, 414));
    }

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    [DataRow("application/json; charset=utf-16")]
    [DataRow("application/jsonp")]
    [DataRow(null)]
    public async Task Only_JSON_in_UTF_8_is_taken(string? type)
    {
        using var body = new ByteArrayContent("""{ "user": "user007" }"""u8.ToArray());
        if (type is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _shop.Client.PostAsync("/predict", body);

        Assert.AreEqual("Send application/json in UTF-8, without Content-Encoding.", await Refusal.CheckAsync(response, 415));
    }

    [TestMethod]
    public async Task Bodies_are_not_compressed()
    {
        using var body = new StringContent("""{ "user": "user007" }""", Encoding.UTF8, "application/json");
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await _shop.Client.PostAsync("/predict", body);

        Assert.AreEqual("Send application/json in UTF-8, without Content-Encoding.", await Refusal.CheckAsync(response, 415));
    }

    private static string Items(int count) =>
        JsonSerializer.Serialize(new { items = Enumerable.Repeat("item001", count) });
}
