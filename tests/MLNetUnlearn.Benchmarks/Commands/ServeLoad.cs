using System.Diagnostics;
using MLNetUnlearn.Serving;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Callers who each ask, wait for the answer, and ask again.</summary>
internal sealed class ServeLoad(RecommendationService service, IReadOnlyList<RecommendationRequest> requests)
{
    private int _next;

    /// <summary>The seconds of every request.</summary>
    public async Task<List<double>> RunAsync(int callers, TimeSpan time, CancellationToken cancellationToken)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var taken = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(end, cancellationToken), cancellationToken)));
        return [.. taken.SelectMany(each => each)];
    }

    private async Task<List<double>> CallAsync(long end, CancellationToken cancellationToken)
    {
        var taken = new List<double>();
        while (Stopwatch.GetTimestamp() < end)
        {
            var request = requests[(Interlocked.Increment(ref _next) & int.MaxValue) % requests.Count];
            var start = Stopwatch.GetTimestamp();
            await service.RecommendAsync(request, cancellationToken);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return taken;
    }
}
