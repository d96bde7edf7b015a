using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Serving.Batching;
using MLNetUnlearn.Serving.Models;
using MLNetUnlearn.Serving.Observing;

namespace MLNetUnlearn.Serving;

/// <summary>
/// Serves a model: requests that wait are scored together, another model takes over without a request being lost, and what is suppressed is
/// out of every answer that is still to come. One for a process and model; any number of threads may use it at a time.
/// </summary>
/// <remarks>
/// Each answer is made by one model from beginning to end. An answer is handed over, which completes the task, either before a suppression
/// takes effect or without the suppressed item: never after it with the item. What a caller does with an answer that was handed over before
/// is the caller's.
/// </remarks>
public sealed class RecommendationService : IAsyncDisposable
{
    /// <summary>The name of the meter; its instruments are listed in docs/serving.md.</summary>
    public const string MeterName = "MLNetUnlearn.Serving";

    private readonly ServingOptions _options;
    private readonly ServingMetrics _metrics;
    private readonly ServingLog _log;
    private readonly ModelGate _gate;
    private readonly ModelSlot _models;
    private readonly RequestQueue _recommending;
    private readonly RequestQueue _similar;
    private readonly SemaphoreSlim _swap = new(1);

    /// <summary>Reads the first model and the journal, and begins to serve.</summary>
    /// <param name="options">What to serve, and how; not to be changed afterwards.</param>
    /// <param name="logger">Where swaps and failures are told; null: nowhere.</param>
    /// <param name="meters">Makes the meter; null: it is made here.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    /// <exception cref="ModelRejectedException">The first model cannot be read, or did not stand the check.</exception>
    /// <exception cref="FormatException">The journal is damaged.</exception>
    /// <exception cref="IOException">The journal cannot be read or written, or is in use.</exception>
    public RecommendationService(
        ServingOptions options, ILogger<RecommendationService>? logger = null, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Problems().ThrowIfAny(nameof(options));
        _options = options;
        _log = new ServingLog(logger ?? NullLogger<RecommendationService>.Instance);
        _gate = new ModelGate(options);
        Suppressed = new Suppressions(options.JournalFile);
        if (Suppressed.WasTorn)
            _log.Torn(options.JournalFile);
        try
        {
            _models = new ModelSlot(options.Model is { } model ? _gate.Take(model, 1) : _gate.Read(options.ModelFile!, 1));
        }
        catch
        {
            Suppressed.Dispose();
            throw;
        }
        _metrics = new ServingMetrics(meters);
        _recommending = new RequestQueue(
            options.MaximumQueue, options.MaximumBatch, new Recommending(_models, Suppressed, _metrics, _log).Answer,
            _metrics.Ended);
        _similar = new RequestQueue(options.MaximumQueue, 1, new FindingSimilar(_models, Suppressed, _log).Answer, _metrics.Ended);
        _metrics.Observe(() => QueueLength, () => Suppressed.Count);
        Suppressed.Added += _metrics.Suppressed;
        _recommending.Start(options.Workers);
        _similar.Start(workers: 1);
        Tell(Model);
    }

    /// <summary>Which model serves.</summary>
    public ServedModel Model => _models.Served;

    /// <summary>What is held back, from whom.</summary>
    public Suppressions Suppressed { get; }

    /// <summary>How many requests wait.</summary>
    public int QueueLength => _recommending.Length + _similar.Length;

    /// <summary>Why the last model that was to take over was rejected; null where it took over, or there was none.</summary>
    public ModelRejectedException? LastRejection { get; private set; }

    /// <summary>Whether the model that serves knows an item: was trained on it. What is suppressed is known all the same.</summary>
    /// <param name="item">The item's id as text.</param>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public bool Knows(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var model = _models.Use();
        return model.Model.Knows(item);
    }

    /// <summary>Recommends to one user.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The request is out of range; all problems are named. Thrown at once.</exception>
    /// <exception cref="ServiceOverloadedException">Too many requests wait. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended. Thrown at once.</exception>
    public Task<Recommendations> RecommendAsync(RecommendationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = Check(request, nameof(request), null);
        problems?.ThrowIfAny(nameof(request));
        var call = new PendingOne(request, cancellationToken);
        return Wait(_recommending, call, call.Result);
    }

    /// <summary>Recommends to many users; their requests are scored together, and all answers are handed over at once.</summary>
    /// <param name="requests">The requests, at most <see cref="ServingOptions.MaximumQueue"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The answers, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A request is out of range; all problems are named. Thrown at once.</exception>
    /// <exception cref="ServiceOverloadedException">Too many requests wait. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended. Thrown at once.</exception>
    public Task<IReadOnlyList<Recommendations>> RecommendAsync(
        IReadOnlyList<RecommendationRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        OptionProblems? problems = null;
        if (requests.Count > _options.MaximumQueue)
        {
            problems = new OptionProblems(nameof(RecommendationRequest)).Require(
                false, $"{nameof(requests)}.Count", requests.Count, $"0 to {_options.MaximumQueue}");
        }
        for (var i = 0; i < requests.Count; i++)
            problems = Check(requests[i], nameof(requests), problems, i);
        problems?.ThrowIfAny(nameof(requests));
        var call = new PendingMany(requests, cancellationToken);
        return Wait(_recommending, call, call.Result);
    }

    /// <summary>The items most like one, by their embeddings; see <see cref="SequentialRecommenderTransformer.SimilarItems"/>.</summary>
    /// <param name="item">The item's id as text.</param>
    /// <param name="count">How many items at most, 1 to <see cref="ServingOptions.MaximumCount"/>.</param>
    /// <param name="user">Who asks; what is suppressed for this user is held back. Null: nobody known.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range. Thrown at once.</exception>
    /// <exception cref="UnknownItemException">The model does not know the item, or it is suppressed, for the user or everyone.</exception>
    /// <exception cref="NotSupportedException">The model is no network, and has no embeddings.</exception>
    /// <exception cref="ServiceOverloadedException">Too many requests wait. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended. Thrown at once.</exception>
    public Task<IReadOnlyList<SimilarItem<string>>> SimilarAsync(
        string item, int count = 10, string? user = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        new OptionProblems(nameof(SimilarAsync))
            .Require(count >= 1 && count <= _options.MaximumCount, nameof(count), count, $"1 to {_options.MaximumCount}")
            .ThrowIfAny(nameof(count));
        var call = new PendingSimilar(item, count, user, cancellationToken);
        return Wait(_similar, call, call.Result);
    }

    /// <summary>
    /// Another model takes over: it is read, checked and asked once while the one before serves. Requests under way end on the one before,
    /// which is disposed when the last of them is done. Swaps come one after another.
    /// </summary>
    /// <param name="filePath">The file of the model, of either kind.</param>
    /// <param name="cancellationToken">Gives up, as long as the model has not taken over.</param>
    /// <exception cref="ModelRejectedException">The model was not taken over; the one before goes on serving.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public Task SwapAsync(string filePath, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        return SwapAsync(version => _gate.Read(filePath, version), cancellationToken);
    }

    /// <summary>A model in memory takes over, as one of a file does; from then on the service disposes it.</summary>
    /// <param name="model">The model; if it is rejected it stays the caller's.</param>
    /// <param name="cancellationToken">Gives up, as long as the model has not taken over.</param>
    /// <exception cref="ModelRejectedException">The model was not taken over; the one before goes on serving.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public Task SwapAsync(RecommenderTransformer model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SwapAsync(version => _gate.Take(model, version), cancellationToken);
    }

    /// <summary>Takes no more requests, answers those that wait, and frees the model and the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_recommending.CloseAsync(), _similar.CloseAsync()).ConfigureAwait(false);
        _models.Dispose();
        Suppressed.Dispose();
        _metrics.Dispose();
    }

    private async Task SwapAsync(Func<int, ModelReference> make, CancellationToken cancellationToken)
    {
        await _swap.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _models.Use().Dispose(); // throws where the service has ended
            var next = await Task.Run(() => make(Model.Version + 1), cancellationToken).ConfigureAwait(false);
            _models.Set(next);
            LastRejection = null;
            _metrics.Swapped();
            Tell(next.Served);
        }
        catch (ModelRejectedException exception)
        {
            LastRejection = exception;
            _metrics.Rejected();
            _log.Rejected(exception, Model.Version);
            throw;
        }
        finally
        {
            _swap.Release();
        }
    }

    private Task<T> Wait<T>(RequestQueue queue, Pending call, Task<T> result)
    {
        try
        {
            queue.Add(call);
        }
        catch (ServiceOverloadedException)
        {
            _metrics.Refused(call);
            throw;
        }
        return result;
    }

    private OptionProblems? Check(RecommendationRequest? request, string name, OptionProblems? problems, int? place = null)
    {
        if (request is { Items: { } items } && request.Count >= 1 && request.Count <= _options.MaximumCount && !items.Contains(null!))
            return problems;
        problems ??= new OptionProblems(nameof(RecommendationRequest));
        if (place is { } i)
            name = $"{name}[{i}]";
        if (request is null)
            return problems.Require(false, name, null, "a request");
        return problems
            .Require(request.Count >= 1 && request.Count <= _options.MaximumCount, $"{name}.Count", request.Count,
                $"1 to {_options.MaximumCount}")
            .Require(request.Items is not null && !request.Items.Contains(null!), $"{name}.Items",
                request.Items is null ? null : "with null in it", "a list of texts without null");
    }

    private void Tell(ServedModel model) => _log.Serves(model.Version, model.Name, model.ItemCount, model.FileName, model.Sha256);
}
