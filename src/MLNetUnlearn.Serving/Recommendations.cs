using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving;

/// <summary>The answer to one request.</summary>
/// <param name="Items">At most as many as asked for, best first; fewer where there are no more to recommend.</param>
/// <param name="UnknownItems">The request's items that the model does not know, each once; they were passed over.</param>
/// <param name="ModelVersion">Which model made the whole answer, <see cref="ServedModel.Version"/>.</param>
public sealed record Recommendations(
    IReadOnlyList<RecommendedItem> Items, IReadOnlyList<string> UnknownItems, int ModelVersion);
