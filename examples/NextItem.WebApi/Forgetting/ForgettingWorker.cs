using MLNetUnlearn.Serving;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>
/// Gathers requests and lets the model unlearn them, in the background. What is done is done in an order that a killed process can go on
/// from: the model's file, the model that serves, the journal, the log; until the journal has it, a restart begins the batch anew.
/// </summary>
internal sealed partial class ForgettingWorker(
    ShopOptions options, StateFolder folder, ShopLog log, RequestBook book, Unlearner unlearner, RecommendationService service,
    ForgettingMeter meter, ILogger<ForgettingWorker> logger) : BackgroundService
{
    private const int MostDoublings = 7;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            await GatherAsync(stoppingToken);
            var batch = book.Pending();
            try
            {
                await ForgetAsync(batch, stoppingToken);
                failures = 0;
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
            }
        }
    }

    /// <summary>Waits for a request, and then a little for more.</summary>
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        while (book.Pending().Length == 0)
            await book.WaitForAnotherAsync(Timeout.InfiniteTimeSpan, cancellationToken);
        while (book.Pending().Length < options.ForgetBatch && await book.WaitForAnotherAsync(options.ForgetDelay, cancellationToken))
        {
        }
    }

    private async Task ForgetAsync(RequestProgress[] batch, CancellationToken cancellationToken)
    {
        foreach (var request in batch)
            request.Begin();
        var interactions = batch.SelectMany(InteractionsOf).ToHashSet();
        var report = await Task.Run(() => unlearner.Run(book.Version, interactions, cancellationToken), cancellationToken)
            with { Requests = batch.Length };
        if (report.Version != book.Version)
            await service.SwapAsync(folder.Model(report.Version), cancellationToken);
        book.Commit(batch, report);
        log.Erase(interactions);
        folder.KeepOnly(report.Version);
        meter.Forgot(report);
        LogForgot(report.Requests, report.Pairs, report.Version, report.Seconds);
    }

    private IEnumerable<(string User, string Item)> InteractionsOf(RequestProgress progress) => progress.Request switch
    {
        { User: { } user, Item: var item } => [(user, item)],
        { Item: var item } => log.Histories.Where(history => history.Items.Contains(item)).Select(history => (history.User, item)),
    };

    [LoggerMessage(LogLevel.Information, "Forgot {Requests} requests ({Pairs} training pairs): model {Version}, {Seconds:F1} s")]
    private partial void LogForgot(int requests, int pairs, int version, double seconds);

    [LoggerMessage(LogLevel.Error, "Unlearning {Requests} requests failed; they stay suppressed, and it will be tried again")]
    private partial void LogFailed(Exception problem, int requests);

    [LoggerMessage(LogLevel.Information, "Stopped while {Requests} requests were unlearned; the next start begins them anew")]
    private partial void LogInterrupted(int requests);
}
