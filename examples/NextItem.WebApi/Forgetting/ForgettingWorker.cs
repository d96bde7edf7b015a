using System.Diagnostics;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>
/// Gathers requests and lets the model unlearn them, in the background. What is done is done in an order that a killed process can go on
/// from: the model's file, the model that serves, the journal, the log; until the journal has it, a restart begins the batch anew.
/// </summary>
internal sealed partial class ForgettingWorker(
    ShopOptions options, StateFolder folder, ShopLog log, RequestBook book, Unlearner unlearner, ModelTurn turn, ForgettingMeter meter,
    ILogger<ForgettingWorker> logger) : BackgroundService
{
    private const int MostDoublings = 7;
    private const int FailuresTogether = 2;
    private const int MostTogether = 1 << 20;

    private readonly HashSet<(string User, string Item)> _toErase = []; // forgotten, and perhaps still in the log
    private bool _isUntidy;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = MostTogether;
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            await GatherAsync(stoppingToken);
            var batch = book.Pending().OrderBy(one => one.Failures).Take(together).ToArray();
            try
            {
                await ForgetAsync(batch, stoppingToken);
                failures = 0;
                together = Math.Min(MostTogether, 2 * together);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(batch.Length);
                return;
            }
            catch (Exception problem)
            {
                foreach (var request in batch)
                    request.Fail();
                meter.Failed();
                LogFailed(problem, batch.Length);
                await Task.Delay(options.RetryDelay * Math.Min(100, 1 << Math.Min(failures++, MostDoublings)), stoppingToken);
                // It may be one request's fault: in smaller and smaller batches, the others get through.
                if (failures >= FailuresTogether)
                    together = Math.Max(1, batch.Length / 2);
            }
            Tidy();
        }
    }

    /// <summary>Waits for a request, and then a little for more.</summary>
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        while (book.PendingCount == 0)
        {
            if (!await book.WaitForAnotherAsync(_isUntidy ? options.RetryDelay : Timeout.InfiniteTimeSpan, cancellationToken))
                Tidy();
        }
        var clock = Stopwatch.StartNew();
        while (book.PendingCount < options.ForgetBatch && options.ForgetDelay - clock.Elapsed is { Ticks: > 0 } left
            && await book.WaitForAnotherAsync(left, cancellationToken))
        {
        }
    }

    private async Task ForgetAsync(RequestProgress[] batch, CancellationToken cancellationToken)
    {
        foreach (var request in batch)
            request.Begin();
        var interactions = InteractionsOf(batch);
        var report = await Task.Run(() => unlearner.Run(book.Version, interactions, cancellationToken), cancellationToken)
            with { Requests = batch.Length };
        await turn.CommitAsync(batch, report, cancellationToken);
        _toErase.UnionWith(interactions);
        _isUntidy = true;
        meter.Forgot(report);
        LogForgot(report.Requests, report.Pairs, report.Version, report.Seconds);
    }

    /// <summary>Clears the log and old models of what is forgotten. If that fails it is tried again, and at the next start.</summary>
    private void Tidy()
    {
        if (!_isUntidy)
            return;
        try
        {
            log.Erase(_toErase);
            folder.KeepOnly(book.Version);
            _toErase.Clear();
            _isUntidy = false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogUntidy(problem);
        }
    }

    private HashSet<(string User, string Item)> InteractionsOf(RequestProgress[] batch)
    {
        var everyones = batch.Where(one => one.Request.User is null).Select(one => one.Request.Item).ToHashSet(StringComparer.Ordinal);
        var own = batch.Where(one => one.Request.User is not null).Select(one => (one.Request.User!, one.Request.Item));
        return everyones.Count == 0 ? [.. own] : [.. own, .. log.Histories.SelectMany(
            history => history.Items.Where(everyones.Contains).Select(item => (history.User, item)))];
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Requests} requests ({Pairs} training pairs): model {Version}, {Seconds:F1} s")]
    private partial void LogForgot(int requests, int pairs, int version, double seconds);

    [LoggerMessage(LogLevel.Error, "Unlearning {Requests} requests failed; they stay suppressed, and it will be tried again")]
    private partial void LogFailed(Exception problem, int requests);

    [LoggerMessage(LogLevel.Error, "What is forgotten could not be cleared from the log and old models; it will be tried again")]
    private partial void LogUntidy(Exception problem);

    [LoggerMessage(LogLevel.Information, "Stopped while {Requests} requests were unlearned; the next start begins them anew")]
    private partial void LogInterrupted(int requests);
}
