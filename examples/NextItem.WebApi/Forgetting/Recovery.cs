using MLNetUnlearn.Serving;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>What a start does about requests of earlier ones, before it answers anything.</summary>
internal static class Recovery
{
    public static void Run(StateFolder folder, ShopLog log, RequestBook book, RecommendationService service)
    {
        foreach (var progress in book.All)
            service.Suppress(progress.Request);

        // The journal says that these are done; the process may have ended before the log and old models were cleared.
        var left = log.Histories
            .SelectMany(history => history.Items.Distinct(StringComparer.Ordinal).Select(item => (history.User, Item: item)))
            .Where(one => book.Find(one.User, one.Item)?.State == RequestState.Forgotten).ToHashSet();
        if (left.Count > 0)
            log.Erase(left);
        folder.KeepOnly(book.Version);
    }
}
