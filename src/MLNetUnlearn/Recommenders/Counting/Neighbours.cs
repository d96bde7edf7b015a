using System.Runtime.InteropServices;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>The most similar items of every item, most similar first, one item's behind another's.</summary>
internal sealed class Neighbours
{
    private const string Lengths = "neighbours.lengths";
    private const string Items = "neighbours.items";
    private const string Similarities = "neighbours.similarities";

    private readonly int[] _lengths; // |V|+1; item 0, the padding value, has none
    private readonly int[] _items;
    private readonly float[] _similarities;
    private readonly int[] _offsets;

    private Neighbours(int[] lengths, int[] items, float[] similarities)
    {
        (_lengths, _items, _similarities) = (lengths, items, similarities);
        _offsets = new int[lengths.Length + 1];
        for (var item = 0; item < lengths.Length; item++)
            _offsets[item + 1] = checked(_offsets[item] + lengths[item]);
    }

    /// <summary>The number of neighbours of all items together.</summary>
    public int Count => _items.Length;

    public ReadOnlySpan<int> ItemsOf(int item) => _items.AsSpan(_offsets[item].._offsets[item + 1]);

    public ReadOnlySpan<float> SimilaritiesOf(int item) => _similarities.AsSpan(_offsets[item].._offsets[item + 1]);

    /// <summary>
    /// Finds the neighbours of every item. Memory beside the result: the sequences twice; time: the sum of the squared sequence lengths.
    /// </summary>
    public static Neighbours Find(SequenceTable sequences, int itemCount, int most, double shrinkage)
    {
        var counts = new CoOccurrences(sequences, itemCount);
        var (lengths, items, similarities) = (new int[itemCount + 1], new List<int>(), new List<float>());
        var best = new BestItems(most);
        for (var item = 1; item <= itemCount; item++)
        {
            foreach (var (other, together) in counts.With(item))
                best.Offer(other, (float)(together / (Math.Sqrt((double)counts.Of(item) * counts.Of(other)) + shrinkage)));
            var start = items.Count;
            lengths[item] = best.Count;
            CollectionsMarshal.SetCount(items, start + lengths[item]);
            CollectionsMarshal.SetCount(similarities, start + lengths[item]);
            best.MoveTo(CollectionsMarshal.AsSpan(items)[start..], CollectionsMarshal.AsSpan(similarities)[start..]);
        }
        return new Neighbours(lengths, [.. items], [.. similarities]);
    }

    /// <summary>Makes them again from <see cref="State"/>.</summary>
    /// <exception cref="FormatException">The state holds no neighbours of |V| items.</exception>
    public static Neighbours Read(CountedState state, int itemCount)
    {
        state.CheckNames(Lengths, Items, Similarities);
        var lengths = state.Counts(Lengths, itemCount + 1L);
        var count = lengths.Sum(length => (long)length);
        return new Neighbours(lengths, state.Items(Items, count, itemCount), state.Weights(Similarities, count));
    }

    /// <summary>Three tensors; without any neighbour the last two would be empty.</summary>
    public IReadOnlyDictionary<string, Tensor> State() => new Dictionary<string, Tensor>
    {
        [Lengths] = torch.tensor(_lengths, [_lengths.Length], device: torch.CPU),
        [Items] = torch.tensor(_items, [_items.Length], device: torch.CPU),
        [Similarities] = torch.tensor(_similarities, [_similarities.Length], device: torch.CPU),
    };
}
