using System.ComponentModel;
using NextItem.WebApi.Forgetting;

namespace NextItem.WebApi.Endpoints;

/// <summary>Either a user of the shop or items, or both: then the items are the context, and the user says what is held back.</summary>
internal sealed record PredictRequest(
    [property: Description("A user of the shop. Without items, the user's history is the context.")] string? User = null,
    [property: Description("The context, the latest item last; at most 1,000. Items that the model does not know are passed over.")]
    IReadOnlyList<string>? Items = null,
    [property: Description("How many items to recommend, 1 to 100.")] int Count = 10,
    [property: Description("Whether items of the context are left out.")] bool ExcludeSeen = true);

internal sealed record PredictResponse(IReadOnlyList<Recommended> Recommendations);

internal sealed record Recommended(string Item, string Title, float Score);

internal sealed record SimilarResponse(string Item, string Title, IReadOnlyList<Similar> Similar);

internal sealed record Similar(
    string Item, string Title, [property: Description("The cosine of the angle between the two items' embeddings.")] float Similarity);

/// <summary>Either a user's interactions with an item, or an item altogether.</summary>
internal sealed record ForgetRequest(
    [property: Description("Whose interactions with the item are to be forgotten.")] string? User = null,
    [property: Description("The item.")] string? Item = null,
    [property: Description("Instead of a user: the item is to be forgotten for everyone.")] bool Everyone = false);

internal sealed record RequestStatus(
    [property: Description("Ask /status/{id} how far it has come.")] string Id,
    RequestState State,
    [property: Description("The model that has forgotten it.")] int? ModelVersion,
    [property: Description("How often unlearning it failed.")] int Failures)
{
    public static RequestStatus Of(RequestProgress progress) => new(
        progress.Request.Id, progress.State, progress.Version, progress.Failures);
}

internal sealed record StatusResponse(ModelStatus Model, RequestCounts Requests, RunReport? LastUnlearning);

internal sealed record ModelStatus(
    int Version, string Name, [property: Description("How many items it knows.")] int Items,
    [property: Description("The SHA-256 of its file.")] string? Sha256);

internal sealed record RequestCounts(int Suppressed, int Unlearning, int Forgotten, int Failed);

internal sealed record UsersResponse(IReadOnlyList<UserSummary> Users, int Total);

internal sealed record UserSummary(string User, int Items);

internal sealed record UserResponse(
    string User, [property: Description("The latest first, without what is forgotten.")] IReadOnlyList<TitledItem> History);

internal sealed record TitledItem(string Item, string Title);
