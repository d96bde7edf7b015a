using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MLNetUnlearn.Serving.Models;
using MLNetUnlearn.Serving.Observing;

namespace MLNetUnlearn.Serving.Hosting;

/// <summary>Makes the service when the host starts, and lets a new file at the model's place take over where that is asked for.</summary>
internal sealed class ModelWatcher(
    RecommendationService service, IOptions<ServingOptions> options, ILogger<RecommendationService> logger) : BackgroundService
{
    private readonly ServingLog _log = new(logger);
    private FileStamp? _seen;
    private FileStamp? _handled = service.FirstFile; // which another model may have followed already

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.WatchFile)
            return;
        using var timer = new PeriodicTimer(options.Value.WatchInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(options.Value.ModelFile!, stoppingToken).ConfigureAwait(false);
            }
            catch (ModelRejectedException)
            {
                // Told already; the next file may be better.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _log.NotSeen(exception, options.Value.ModelFile, options.Value.WatchInterval);
            }
        }
    }

    private async Task LookAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return; // between two files
        var (before, now) = (_seen, new FileStamp(file.LastWriteTimeUtc, file.Length));
        _seen = now;
        if (now != before || now == _handled)
            return;
        if (ModelFile.Sha256(path) != service.Model.Sha256)
        {
            _handled = now; // once, whatever comes of it
            await service.SwapAsync(path, cancellationToken).ConfigureAwait(false);
        }
        _handled = now;
    }
}
