using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>The only items that may be recommended.</summary>
/// <param name="keys">Ascending keys, each once, at least one.</param>
internal sealed class Candidates(int[] keys)
{
    private const int MostNamed = 5;

    /// <summary>Their keys, ascending.</summary>
    public int[] Keys => keys;

    /// <summary>The candidates of given texts; unknown ones are noted as a problem.</summary>
    public static Candidates Of(IReadOnlyCollection<string> texts, Vocabulary vocabulary, OptionProblems problems)
    {
        var wanted = texts.Where(text => text is not null).ToHashSet(StringComparer.Ordinal);
        int[] found = [.. Enumerable.Range(1, vocabulary.Count).Where(key => wanted.Contains(vocabulary.Texts.TextOf((ulong)key)))];
        var known = found.Select(key => vocabulary.Texts.TextOf((ulong)key)).ToHashSet(StringComparer.Ordinal);
        var unknown = texts.Where(text => text is null || !known.Contains(text))
            .Select(text => text is null ? "null" : $"'{text}'").Distinct().ToArray();
        if (unknown.Length > 0)
        {
            var rest = unknown.Length > MostNamed ? $" and {unknown.Length - MostNamed} more" : "";
            problems.Add(
                $"{nameof(RecommendationOptions.CandidateItems)} holds {string.Join(", ", unknown.Take(MostNamed))}{rest}; "
                + $"all must be among the {vocabulary.Count} items that the model was trained on.");
        }
        return new Candidates(found);
    }
}
