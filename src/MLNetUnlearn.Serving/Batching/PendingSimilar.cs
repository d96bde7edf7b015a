using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>A question for items like an item.</summary>
internal sealed class PendingSimilar(string item, int count, string? user, CancellationToken cancellationToken)
    : Pending<IReadOnlyList<SimilarItem<string>>>(cancellationToken)
{
    public override string Operation => "similar";

    public string Item => item;

    public int Wanted => count;

    public string? User => user;

    public void Answer(IReadOnlyList<SimilarItem<string>> items) => Finish(items);
}
