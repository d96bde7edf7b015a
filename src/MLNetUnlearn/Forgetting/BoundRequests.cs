using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>Requests bound to the vocabulary of one input schema.</summary>
internal sealed class BoundRequests
{
    private readonly Dictionary<string, RequestedItem[]> _ofUser = new(StringComparer.Ordinal);

    public BoundRequests(RequestList requests, DataViewSchema.Column sequence)
    {
        Requests = requests;
        Items = KeyTexts.Of(sequence);
        foreach ((string user, List<int> indices) in requests.OfUser)
        {
            _ofUser.Add(user, indices
                .Select(index => new RequestedItem(Items.KeyOf(requests.All[index].ItemId), requests.All[index].Timestamp, index))
                .Where(requested => requested.Item != 0)
                .OrderBy(requested => requested.Item) // so that a row's items find their requests by binary search
                .ToArray());
        }
    }

    /// <summary>The requests as they were given.</summary>
    public RequestList Requests { get; }

    /// <summary>The vocabulary.</summary>
    public KeyTexts Items { get; }

    /// <summary>A user's requests for known items, sorted by item; false when the user has made no requests at all.</summary>
    public bool TryGet(ReadOnlySpan<char> user, out ReadOnlySpan<RequestedItem> requests)
    {
        bool found = _ofUser.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(user, out RequestedItem[]? items);
        requests = items;
        return found;
    }
}
