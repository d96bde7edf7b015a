using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>A shop of a test's own: its state, its server and a client.</summary>
internal sealed class RunningShop : IDisposable
{
    /// <summary>A time that no test waits.</summary>
    public static readonly (string, string) NeverUnlearns = ("Shop:ForgetDelay", "01:00:00");

    private static readonly TimeSpan _mostPatience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _state = FirstState.Copy();
    private readonly (string, string)[] _settings;
    private readonly Action<IWebHostBuilder> _configure;
    private ShopServer _server;

    public RunningShop(params (string Name, string Value)[] settings)
        : this(_ => { }, settings)
    {
    }

    public RunningShop(Action<IWebHostBuilder> configure, params (string Name, string Value)[] settings)
    {
        (_settings, _configure) = (settings, configure);
        (_server, Client) = Begin(settings);
    }

    public HttpClient Client { get; private set; }

    /// <summary>A file of the state folder.</summary>
    public string File(string name) => Path.Combine(_state.FullName, name);

    /// <summary>Ends the server.</summary>
    public void Stop()
    {
        Client.Dispose();
        _server.Dispose();
    }

    /// <summary>Begins it anew on the same state.</summary>
    public void Start(params (string Name, string Value)[] settings) =>
        (_server, Client) = Begin(settings.Length > 0 ? settings : _settings);

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return await ReadAsync(response);
    }

    public async Task<JsonNode> PostAsync(string path, string json)
    {
        using var response = await SendAsync(path, json);
        return await ReadAsync(response);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await Client.PostAsync(path, body);
    }

    /// <summary>Asks to forget and gives the request's id.</summary>
    public async Task<string> ForgetAsync(string json) => (string)(await PostAsync("/forget", json))["id"]!;

    /// <summary>Waits until a request is in a state, and gives its status.</summary>
    public async Task<JsonNode> WaitForAsync(string id, string state)
    {
        using var patience = new CancellationTokenSource(_mostPatience);
        while (true)
        {
            var status = await GetAsync($"/status/{id}");
            if ((string?)status["state"] == state)
                return status;
            await Task.Delay(10, patience.Token);
        }
    }

    public async Task<string[]> HistoryAsync(string user) => Ids(await GetAsync($"/users/{user}"), "history");

    public async Task<string[]> PredictAsync(string json) => Ids(await PostAsync("/predict", json), "recommendations");

    public async Task<string[]> SimilarAsync(string query) => Ids(await GetAsync($"/similar/{query}"), "similar");

    public void Dispose()
    {
        Stop();
        _state.Delete(recursive: true);
    }

    private (ShopServer, HttpClient) Begin((string, string)[] settings)
    {
        var server = new ShopServer(_state.FullName, settings) { Configure = _configure };
        return (server, server.CreateClient());
    }

    private static string[] Ids(JsonNode answer, string list) => [.. answer[list]!.AsArray().Select(one => (string)one!["item"]!)];

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        Assert.IsTrue(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
