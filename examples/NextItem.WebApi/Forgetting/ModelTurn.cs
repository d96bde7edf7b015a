using MLNetUnlearn.Serving;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>Changes the model that serves, one change at a time: which file serves and what the journal says go together.</summary>
internal sealed class ModelTurn(StateFolder folder, RequestBook book, RecommendationService service) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Loads the file of the model that serves anew.</summary>
    public Task ReloadAsync(CancellationToken cancellationToken) => InTurnAsync(
        () => service.SwapAsync(folder.Model(book.Version), cancellationToken), cancellationToken);

    /// <summary>Lets the model of a run serve, if it is a new one, and notes that the run is done.</summary>
    public Task CommitAsync(
        IReadOnlyCollection<RequestProgress> requests, RunReport report, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (report.Version != book.Version)
                await service.SwapAsync(folder.Model(report.Version), cancellationToken);
            book.Commit(requests, report);
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await change();
        }
        finally
        {
            _turn.Release();
        }
    }
}
