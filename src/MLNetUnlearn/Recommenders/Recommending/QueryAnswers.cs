using System.Runtime.InteropServices;
using MLNetUnlearn.Options;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>Answers queries that name items by text: as many as memory allows are scored at once.</summary>
internal sealed class QueryAnswers
{
    private readonly Vocabulary _vocabulary;
    private readonly RecommendationBatch _batch;
    private readonly int _rows;
    private readonly uint[] _best;
    private readonly float[] _scores;
    private readonly List<uint> _context = [];
    private readonly List<uint> _excluded = [];

    private QueryAnswers(RecommenderTransformer model, int count, int queries)
    {
        _vocabulary = model.Vocabulary;
        _rows = Math.Min(queries, ScoringBatch.Recommended(count));
        // What is left out is said query by query.
        _batch = new RecommendationBatch(new TopItems(model.Scorer, model.ItemCount, count, excludeSeen: true, model.Candidates), _rows);
        (_best, _scores) = (new uint[count], new float[count]);
    }

    /// <exception cref="ArgumentOutOfRangeException">A query is out of range; all problems are named.</exception>
    public static Recommendation[] Of(RecommenderTransformer model, IReadOnlyList<RecommendationQuery> queries)
    {
        Check(queries);
        if (queries.Count == 0)
            return [];
        var count = Math.Min(queries.Max(query => query.Count), model.ItemCount);
        return new QueryAnswers(model, count, queries.Count).Of(queries);
    }

    private Recommendation[] Of(IReadOnlyList<RecommendationQuery> queries)
    {
        var answers = new Recommendation[queries.Count];
        var unknown = new List<string>?[_rows];
        for (var first = 0; first < answers.Length; first += _rows)
        {
            var rows = Math.Min(_rows, answers.Length - first);
            for (var row = 0; row < rows; row++)
                unknown[row] = Add(queries[first + row]);
            _batch.Run();
            for (var row = 0; row < rows; row++)
                answers[first + row] = new Recommendation(Best(row, queries[first + row].Count), unknown[row] ?? (IReadOnlyList<string>)[]);
        }
        return answers;
    }

    /// <returns>The unknown items, or null where there are none.</returns>
    private List<string>? Add(RecommendationQuery query)
    {
        _context.Clear();
        _excluded.Clear();
        List<string>? unknown = null;
        HashSet<string>? named = null;
        foreach (var item in query.Items)
        {
            if (_vocabulary.Texts.KeyOf(item) is not 0 and var key)
                _context.Add(key);
            else if ((named ??= new(StringComparer.Ordinal)).Add(item))
                (unknown ??= []).Add(item);
        }
        if (query.ExcludeSeen)
        {
            foreach (var key in _context)
                Exclude(key);
        }
        foreach (var item in query.ExcludedItems)
            Exclude(_vocabulary.Texts.KeyOf(item));
        _batch.Add(CollectionsMarshal.AsSpan(_context), CollectionsMarshal.AsSpan(_excluded));
        return unknown;
    }

    // Items go by text: all keys that stand for it.
    private void Exclude(uint key)
    {
        for (; key != 0; key = _vocabulary.Texts.NextOf(key))
            _excluded.Add(key);
    }

    private RecommendedItem[] Best(int row, int most)
    {
        _batch.CopyItems(row, _best);
        _batch.CopyScores(row, _scores);
        var count = _best.AsSpan(0, Math.Min(most, _best.Length)).IndexOf(0u);
        var items = new RecommendedItem[count < 0 ? Math.Min(most, _best.Length) : count];
        for (var i = 0; i < items.Length; i++)
            items[i] = new RecommendedItem(_vocabulary.Texts.TextOf(_best[i]), _scores[i]);
        return items;
    }

    private static void Check(IReadOnlyList<RecommendationQuery> queries)
    {
        OptionProblems? problems = null;
        for (var i = 0; i < queries.Count; i++)
        {
            if (queries[i] is { Items: { } items, ExcludedItems: { } excluded, Count: >= 1 and <= RecommendationOptions.MostRecommended }
                && !HasNull(items) && !HasNull(excluded))
            {
                continue;
            }
            Add(problems ??= new OptionProblems(nameof(RecommendationQuery)), queries[i], $"queries[{i}]");
        }
        problems?.ThrowIfAny(nameof(queries));
    }

    private static void Add(OptionProblems problems, RecommendationQuery? query, string name)
    {
        if (query is null)
        {
            problems.Require(false, name, null, "a query");
            return;
        }
        const string Texts = "a list of texts without null";
        var hole = "with null in it";
        RecommendationOptions.RequireCount(problems, $"{name}.{nameof(query.Count)}", query.Count);
        problems.Require(
            query.Items is { } items && !HasNull(items), $"{name}.{nameof(query.Items)}", query.Items is null ? null : hole, Texts);
        problems.Require(
            query.ExcludedItems is { } excluded && !HasNull(excluded),
            $"{name}.{nameof(query.ExcludedItems)}", query.ExcludedItems is null ? null : hole, Texts);
    }

    private static bool HasNull(IEnumerable<string> items)
    {
        if (items is string[] array)
            return Array.IndexOf(array, null) >= 0;
        foreach (var item in items)
        {
            if (item is null)
                return true;
        }
        return false;
    }
}
