using System.Diagnostics;

namespace MLNetUnlearn.Benchmarks.Load;

/// <summary>Clients that ask one after another for some seconds, each as soon as it has its answer.</summary>
internal sealed class LoadRun(Uri server, byte[][] requests)
{
    private const int NoAnswer = 0;
    private const int SecondsOfGrace = 30;

    /// <summary>The latency of every request, by status; 0 stands for no answer at all.</summary>
    public async Task<(double Seconds, Dictionary<int, List<double>> MillisecondsByStatus)> RunAsync(int clients, int seconds)
    {
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + SecondsOfGrace));
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => HttpConnection.OpenAsync(server, most.Token)));
        var start = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(connections.Select((connection, client) => Task.Run(
            () => AskAsync(connection, client, start, TimeSpan.FromSeconds(seconds), most.Token))));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (elapsed, runs.SelectMany(run => run).GroupBy(one => one.Status, one => one.Milliseconds)
            .ToDictionary(group => group.Key, group => group.ToList()));
    }

    /// <summary>Asks for swaps, spread over the time.</summary>
    /// <returns>How many were done.</returns>
    public async Task<int> SwapAsync(int swaps, int seconds)
    {
        var swap = HttpConnection.Request(server, "POST", "/swap");
        using var connection = await HttpConnection.OpenAsync(server, CancellationToken.None);
        var done = 0;
        for (var i = 0; i < swaps; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds((double)seconds / (swaps + 1)));
            done += await connection.SendAsync(swap, CancellationToken.None) == 204 ? 1 : 0;
        }
        return done;
    }

    private async Task<List<(int Status, double Milliseconds)>> AskAsync(
        HttpConnection connection, int client, long start, TimeSpan time, CancellationToken cancellationToken)
    {
        var answers = new List<(int, double)>(1 << 14);
        try
        {
            for (var i = client; Stopwatch.GetElapsedTime(start) < time; i++)
            {
                var sent = Stopwatch.GetTimestamp();
                int status;
                try
                {
                    status = await connection.SendAsync(requests[i % requests.Length], cancellationToken);
                }
                catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException or OperationCanceledException)
                {
                    status = NoAnswer;
                }
                answers.Add((status, Stopwatch.GetElapsedTime(sent).TotalMilliseconds));
                if (status == NoAnswer)
                {
                    connection.Dispose();
                    connection = await HttpConnection.OpenAsync(server, cancellationToken);
                }
            }
        }
        finally
        {
            connection.Dispose();
        }
        return answers;
    }
}
