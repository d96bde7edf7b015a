using MLNetUnlearn.Recommenders.Counting;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders;

/// <summary>Options of popularity: an item's score is the number of training interactions with it, whatever came before.</summary>
public sealed record PopularityOptions : CountingRecommenderOptions
{
    /// <inheritdoc/>
    public override string Name => "Popularity";

    internal override CountedModel Count(TrainingSequences data)
    {
        if (data.Sequences.UserCount == 0)
            throw new InvalidOperationException($"{Name}: there is nothing to count: no row of '{SequenceColumnName}' holds an item.");
        var counts = new int[data.ItemCount + 1];
        for (var user = 0; user < data.Sequences.UserCount; user++)
        {
            foreach (var item in data.Sequences.ItemsOf(user))
                counts[item]++;
        }
        return new Popularity(counts);
    }

    internal override CountedModel Read(CountedState state, int itemCount)
    {
        state.CheckNames(Popularity.Counts);
        return new Popularity(state.Counts(Popularity.Counts, itemCount + 1L));
    }

    /// <summary>How often each item occurs; item 0, the padding value, does not.</summary>
    private sealed class Popularity(int[] counts) : CountedModel
    {
        public const string Counts = "counts";

        public override void Score(ReadOnlySpan<int> context, Span<float> scores)
        {
            for (var item = 1; item < counts.Length; item++)
                scores[item] = counts[item];
        }

        public override IReadOnlyDictionary<string, Tensor> State() =>
            new Dictionary<string, Tensor> { [Counts] = torch.tensor(counts, [counts.Length], device: torch.CPU) };
    }
}
