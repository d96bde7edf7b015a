using MLNetUnlearn.Serving.Models;
using MLNetUnlearn.Serving.Observing;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>Answers batches of requests for recommendations.</summary>
internal sealed class Recommending(ModelSlot models, Suppressions suppressed, ServingMetrics metrics, ServingLog log)
{
    /// <summary>Answers each call, or ends it with an exception; a call that fails does not take the others with it.</summary>
    public void Answer(List<Pending> batch)
    {
        try
        {
            while (batch.Count > 0)
                AnswerOnce(batch);
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Fail(exception);
            log.Failed(exception);
        }
        catch (Exception)
        {
            foreach (var call in batch)
                Answer([call]);
        }
    }

    // What is left of the batch has to be asked once more.
    private void AnswerOnce(List<Pending> batch)
    {
        metrics.Scored(batch.Sum(static call => call.Count));
        using var model = models.Use();
        var answers = new BatchAnswers(model, suppressed, batch.Cast<IPendingRecommendations>());
        var first = 0;
        lock (suppressed.Gate)
        {
            batch.RemoveAll(call =>
            {
                var from = first;
                first += call.Count;
                return answers.TryHandOver((IPendingRecommendations)call, from);
            });
        }
    }
}
