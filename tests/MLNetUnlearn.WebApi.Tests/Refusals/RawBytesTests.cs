using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Refusals;

/// <summary>What no HTTP client sends, over a socket to the real server: 4xx, and not a word of the inside.</summary>
[TestClass]
public sealed class RawBytesTests
{
    private static DirectoryInfo _state = null!;
    private static ShopServer _server = null!;

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        _state = FirstState.Copy();
        _server = new ShopServer(_state.FullName);
        _server.UseKestrel(0);
        _server.StartServer();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _server.DisposeAsync();
        _state.Delete(recursive: true);
    }

    [TestMethod]
    [DataRow("\u0016\u0003\u0001\u0002garbage\r\n\r\n", "400")]
    [DataRow("GET /status HTTP/1.1\r\n\r\n", "400")] // no host
    [DataRow("GET /status HTTP/9.9\r\nHost: a\r\n\r\n", "505")]
    [DataRow("GET /users/%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400")]
    [DataRow("GET /users/\u00ff\u00fe HTTP/1.1\r\nHost: a\r\n\r\n", "400")]
    [DataRow("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "404")]
    [DataRow("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "404")]
    [DataRow("GET /status HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n", "400")]
    [DataRow("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n", "413")]
    [DataRow("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n", "400")]
    [DataRow("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [DataRow("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip\r\n\r\n", "400 501")]
    public async Task Bad_HTTP_is_refused(string bytes, string statuses) => await CheckAsync(bytes, statuses);

    [TestMethod]
    public async Task Endless_lines_headers_and_chunks_are_refused()
    {
        var line = await CheckAsync($"GET /users?search={new string('u', 20_000)} HTTP/1.1\r\nHost: a\r\n\r\n", "414");
        var headers = await CheckAsync($"GET /status HTTP/1.1\r\nHost: a\r\nX: {new string('x', 100_000)}\r\n\r\n", "431");
        Assert.Contains("\r\nContent-Length: 0\r\n", line); // the server's own answer
        Assert.Contains("\r\nContent-Length: 0\r\n", headers);
        var chunks = string.Concat(Enumerable.Repeat($"4000\r\n{new string(' ', 0x4000)}\r\n", 5));
        await CheckAsync(
            $"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}", "413");
    }

    /// <summary>A body that cannot be read is no reason to end the connection.</summary>
    [TestMethod]
    [DataRow("{ \"user\": 12 }", "400")]
    [DataRow("null", "400")]
    public async Task A_connection_goes_on_after_a_bad_body(string body, string status)
    {
        using var client = new TcpClient();
        var address = _server.ClientOptions.BaseAddress;
        await client.ConnectAsync(address.Host, address.Port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var stream = client.GetStream();
        string[] requests =
        [
            $"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}",
            "GET /health HTTP/1.1\r\nHost: a\r\n\r\n",
        ];
        string[] statuses = [status, "200"];
        for (var i = 0; i < requests.Length; i++)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(requests[i]), patience.Token);
            var answer = await ReadAsync(stream, patience.Token);
            StringAssert.StartsWith(answer, $"HTTP/1.1 {statuses[i]} ");
            Assert.DoesNotContain("Connection: close", answer);
        }
    }

    /// <summary>Whoever leaves before the answer is not waited for: /forget waits for answers that are under way.</summary>
    [TestMethod]
    public async Task Clients_that_left_hold_nobody_up()
    {
        var address = _server.ClientOptions.BaseAddress;
        const string Body = "{ \"user\": \"user007\" }";
        for (var i = 0; i < 20; i++)
        {
            using var leaving = new TcpClient { LingerState = new LingerOption(true, 0) };
            await leaving.ConnectAsync(address.Host, address.Port);
            await leaving.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
                $"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
        }
        using var client = _server.CreateClient();
        using var forget = new StringContent("""{ "item": "item001", "everyone": true }""", Encoding.UTF8, "application/json");
        var clock = Stopwatch.StartNew();

        using var response = await client.PostAsync("/forget", forget);

        Assert.IsTrue(response.IsSuccessStatusCode);
        Assert.IsLessThan(4.5, clock.Elapsed.TotalSeconds); // it would wait 5 seconds for one that never ends
    }

    /// <summary>An answer to its end: what comes within a moment, once it has begun.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        var answer = new StringBuilder();
        do
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            await Task.Delay(50, cancellationToken);
        }
        while (stream.DataAvailable);
        return answer.ToString();
    }

    private static async Task<string> CheckAsync(string bytes, string statuses)
    {
        var address = _server.ClientOptions.BaseAddress;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), patience.Token);
        var buffer = new byte[8192];
        var read = await stream.ReadAsync(buffer, patience.Token);

        var answer = Encoding.Latin1.GetString(buffer, 0, read);
        Assert.MatchesRegex($"^HTTP/1\\.1 ({statuses.Replace(' ', '|')}) ", answer);
        Refusal.CheckQuiet(answer);
        return answer;
    }
}
