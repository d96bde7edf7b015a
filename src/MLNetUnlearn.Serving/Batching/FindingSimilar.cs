using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Serving.Models;
using MLNetUnlearn.Serving.Observing;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>Answers questions for items like an item.</summary>
internal sealed class FindingSimilar(ModelSlot models, Suppressions suppressed, ServingLog log)
{
    private const int Spare = 16;

    public void Answer(List<Pending> batch)
    {
        foreach (var call in batch.Cast<PendingSimilar>())
        {
            try
            {
                while (!TryAnswer(call))
                {
                    // Something was suppressed meanwhile.
                }
            }
            catch (Exception exception)
            {
                if (exception is not (UnknownItemException or NotSupportedException))
                    log.Failed(exception);
                call.Fail(exception);
            }
        }
    }

    private bool TryAnswer(PendingSimilar call)
    {
        using var model = models.Use();
        var view = suppressed.Of(call.User);
        if (view.Holds(call.Item) || !model.Model.Knows(call.Item))
            throw new UnknownItemException(call.Item);
        if (model.Similar is not { } similar)
            throw new NotSupportedException($"A model {model.Served.Name} has no embeddings to compare items by.");
        var items = Found(call.Wanted + Math.Min(view.Count, Spare));
        if (items.Length < call.Wanted && view.Count > Spare)
            items = Found(call.Wanted + view.Count);
        lock (suppressed.Gate)
        {
            if (!suppressed.IsCurrent(call.User, view))
                return false;
            call.Answer(items);
            return true;
        }

        SimilarItem<string>[] Found(int count) =>
            [.. similar.SimilarItems(call.Item, count).Where(near => !view.Holds(near.Item)).Take(call.Wanted)];
    }
}
