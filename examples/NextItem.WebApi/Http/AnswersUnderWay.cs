using System.Collections.Concurrent;

namespace NextItem.WebApi.Http;

/// <summary>
/// Answers that may have looked at what is suppressed and are not written yet. What is suppressed now may still be in them, so whoever
/// suppressed it waits until they are out.
/// </summary>
internal sealed class AnswersUnderWay
{
    // A client that takes its answer slowly does not hold up others for longer.
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TaskCompletionSource, bool> _answers = [];

    /// <summary>Says that an answer begins; to be called before it looks at anything. It ends when the response is written.</summary>
    public void Begin(HttpContext context)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[answer] = true;
        context.Response.OnCompleted(() =>
        {
            _answers.TryRemove(answer, out _);
            answer.SetResult();
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits until the answers that are under way now are written, 5 seconds at most.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_most);
        await Task.WhenAll(_answers.Keys.Select(answer => answer.Task)).WaitAsync(patience.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
