using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>The items whose embeddings point most nearly where another item's does.</summary>
internal static class ItemSimilarity
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such item, or a number or type that is not allowed.</exception>
    public static SimilarItem<T>[] Of<T>(SequentialRecommenderTransformer model, T item, int count, Tensor? directions = null)
        where T : notnull
    {
        var (vocabulary, text) = (model.Vocabulary, InvariantText.Of(item));
        var key = vocabulary.Texts.KeyOf(text);
        var type = vocabulary.ValueType;
        new OptionProblems(model.Options.Name)
            .Require(typeof(T) == typeof(string) || typeof(T) == type, nameof(T), RawTypes.NameOf(typeof(T)), OneOf(type))
            .Require(key != 0, nameof(item), text, $"one of the {vocabulary.Count} items that the model was trained on")
            .RequireCount(nameof(count), count)
            .ThrowIfAny(nameof(item));
        var nearest = Nearest(model, key, Math.Min(count, vocabulary.Count), directions);
        if (typeof(T) == typeof(string))
            return Array.ConvertAll(nearest, near => new SimilarItem<T>((T)(object)vocabulary.Texts.TextOf((ulong)near.Key), near.Cosine));
        var values = vocabulary.Values<T>();
        return Array.ConvertAll(nearest, near => new SimilarItem<T>(values[near.Key - 1], near.Cosine));
    }

    /// <summary>
    /// The rows of the item table with length 1, (|V|+1)×d; whoever asks frees them. A row of zeros has no direction: it becomes NaN, which
    /// is never found.
    /// </summary>
    public static Tensor Directions(SequentialRecommenderTransformer model)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var table = model.ItemTable;
        return (table / table.pow(2).sum(1, keepdim: true).sqrt()).DetachFromDisposeScope();
    }

    private static (int Key, float Cosine)[] Nearest(SequentialRecommenderTransformer model, uint key, int count, Tensor? directions)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var own = directions is null ? Directions(model) : null;
        var unit = directions ?? own!;                                                                      // (|V|+1)×d
        var (cosines, items) = CatalogueSearch.Top(unit.narrow(0, key, 1), unit, count, new ItemLists([0, 2], [0, key]));
        return [.. items.Zip(cosines, (near, cosine) => ((int)near, Math.Clamp(cosine, -1, 1))).Where(near => near.Item1 > 0)];
    }

    private static string OneOf(Type type) =>
        type == typeof(ReadOnlyMemory<char>) ? "String" : $"{RawTypes.NameOf(type)}, as the items' values are, or String";
}
