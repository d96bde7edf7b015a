using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>The only items that may be recommended. They are searched in a small table of their own, in the order of their keys.</summary>
internal sealed class Candidates
{
    private const int MostNamed = 5;

    private readonly long[] _rows;
    private readonly int[] _keys;

    /// <param name="keys">Ascending keys, each once, at least one.</param>
    public Candidates(int[] keys)
    {
        _keys = keys;
        _rows = [0, .. keys.Select(key => (long)key)];
    }

    /// <summary>The number of candidates.</summary>
    public int Count => _keys.Length;

    /// <summary>Their keys, ascending.</summary>
    public IReadOnlyList<int> Keys => _keys;

    /// <summary>The candidates of given texts; unknown ones are noted as a problem.</summary>
    public static Candidates Of(IReadOnlyCollection<string> texts, Vocabulary vocabulary, OptionProblems problems)
    {
        var wanted = texts.Where(text => text is not null).ToHashSet(StringComparer.Ordinal);
        int[] keys = [.. Enumerable.Range(1, vocabulary.Count).Where(key => wanted.Contains(vocabulary.Texts.TextOf((ulong)key)))];
        var known = keys.Select(key => vocabulary.Texts.TextOf((ulong)key)).ToHashSet(StringComparer.Ordinal);
        var unknown = texts.Where(text => text is null || !known.Contains(text)).Select(text => text is null ? "null" : $"'{text}'").Distinct().ToArray();
        if (unknown.Length > 0)
        {
            var rest = unknown.Length > MostNamed ? $" and {unknown.Length - MostNamed} more" : "";
            problems.Add(
                $"{nameof(RecommendationOptions.CandidateItems)} holds {string.Join(", ", unknown.Take(MostNamed))}{rest}; "
                + $"all must be among the {vocabulary.Count} items that the model was trained on.");
        }
        return new Candidates(keys);
    }

    /// <summary>The padding value's row and the candidates', (C+1)×d; the tensor belongs to the current dispose scope.</summary>
    public Tensor TableOf(Tensor items) => items.index_select(0, torch.tensor(_rows, device: items.device));

    /// <summary>Of each set the candidates, as rows of <see cref="TableOf"/>.</summary>
    public ItemSets RowsOf(ItemSets sets)
    {
        var builder = new ItemSets.Builder();
        for (var set = 0; set < sets.Count; set++)
        {
            foreach (var item in sets[set])
                builder.Add((uint)Math.Max(0, Array.BinarySearch(_keys, item) + 1));
            builder.EndSet();
        }
        return builder.ToSets();
    }

    /// <summary>The key in a row of <see cref="TableOf"/>.</summary>
    public long KeyOf(long row) => _rows[row];
}
