using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetUnlearn.Benchmarks.Load;
using MLNetUnlearn.Benchmarks.Machines;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>
/// Requests a second and latencies of <c>/predict</c> of the web example, which runs already; swaps on the way if asked for.
/// </summary>
internal static class LoadCommand
{
    private const int WarmUpSeconds = 3;
    private const int UsersPerSearch = 100;

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "Where examples/NextItem.WebApi runs; with --AllowSwap true if there are swaps.",
            DefaultValueFactory = _ => "http://127.0.0.1:5000",
        };
        var clients = CommonOptions.Count("--clients", "Clients that ask at a time, each on a connection of its own.", 32);
        var seconds = CommonOptions.Count("--seconds", "How long, after 3 seconds to warm up.", 20);
        var swaps = new Option<int>("--swaps") { Description = "How many times the model is swapped meanwhile. Default 0." };
        var json = CommonOptions.JsonFile();
        var command = new Command("load", "Drives a running web example over loopback: requests a second, latencies, failures.")
        {
            url, clients, seconds, swaps, json,
        };
        command.SetAction(async parsed => CommonOptions.Write(
            await RunAsync(
                new Uri(parsed.GetValue(url)!), parsed.GetValue(clients), parsed.GetValue(seconds), parsed.GetValue(swaps)),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<object> RunAsync(Uri server, int clients, int seconds, int swaps)
    {
        var users = await UsersAsync(server);
        var run = new LoadRun(
            server, [.. users.Select(user => HttpConnection.Request(server, "POST", "/predict", JsonSerializer.Serialize(new { user })))]);
        await run.RunAsync(clients, WarmUpSeconds);
        var swapping = run.SwapAsync(swaps, seconds);
        var (elapsed, byStatus) = await run.RunAsync(clients, seconds);
        var all = byStatus.Values.SelectMany(milliseconds => milliseconds).Order().ToArray();
        return new
        {
            requestsPerSecond = Math.Round(all.Length / elapsed, 1),
            milliseconds = new { p50 = At(all, 0.5), p95 = At(all, 0.95), p99 = At(all, 0.99), max = At(all, 1) },
            failures = byStatus.Where(one => one.Key != 200).Sum(one => one.Value.Count),
            byStatus = byStatus.ToDictionary(one => one.Key.ToString(CultureInfo.InvariantCulture), one => one.Value.Count),
            swaps = await swapping,
            requests = all.Length,
            seconds = Math.Round(elapsed, 2),
            clients,
            users = users.Length,
            machine = Machine.This,
        };
    }

    // Some of all over the shop: those with each of the digits in their id.
    private static async Task<string[]> UsersAsync(Uri server)
    {
        using var client = new HttpClient { BaseAddress = server };
        var users = new HashSet<string>(StringComparer.Ordinal);
        for (var digit = 0; digit < 10; digit++)
        {
            var answer = JsonNode.Parse(await client.GetStringAsync($"/users?search={digit}&count={UsersPerSearch}"))!;
            users.UnionWith(answer["users"]!.AsArray().Select(user => (string)user!["user"]!));
        }
        return users.Count > 0 ? [.. users] : throw new InvalidOperationException("No user has a digit in the id.");
    }

    private static double At(double[] sorted, double share) =>
        Math.Round(sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)], 2);
}
