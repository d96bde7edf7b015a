using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Forgetting;

/// <summary>Draws forget requests at random, to simulate users who have some of their interactions erased.</summary>
/// <remarks>
/// <para>Of all users of the data, <c>UserFraction</c> (rounded, half up) are chosen, among those who can forget anything. Each forgets a
/// number of items drawn uniformly from 1 to <c>MaximumItemFraction</c> of its sequence (rounded down), or to the number of items it can
/// forget if that is less. Never forgotten are the first two items of a sequence, so that every forgotten item keeps a context; items
/// that occur more than once in it; and the user's held-out items: so every request means exactly one place of the sequence.</para>
/// <para>Source: thesis, section 3.2.2.</para>
/// </remarks>
public static class ForgetRequestSampler
{
    private const string Step = "SampleForgetRequests";
    private const int NeverForgotten = 2; // the first items of a sequence

    /// <summary>Draws requests.</summary>
    /// <param name="sequences">One row per user with the user and the training sequence (a key vector), as <c>SplitLeaveOneOut</c> leaves
    /// it.
    /// Read once.</param>
    /// <param name="options">The options.</param>
    /// <returns>The requests, users in the order of the rows, a user's items in the order of its sequence. Equal data and equal options
    /// give
    /// equal requests.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is invalid; all problems are listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    public static IReadOnlyList<ForgetRequest> Sample(IDataView sequences, ForgetRequestSamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        List<Candidate> candidates = ReadCandidates(sequences, options, out int users, out KeyTexts texts);

        var places = new int[candidates.Count];
        for (int i = 0; i < places.Length; i++)
            places[i] = i;
        ulong seed = unchecked((ulong)options.Seed);
        new CounterRandom(seed, stream: 0).Shuffle<int>(places);
        int chosen = (int)Math.Round(options.UserFraction * users, MidpointRounding.AwayFromZero);
        int[] chosenPlaces = places[..Math.Min(chosen, places.Length)];
        Array.Sort(chosenPlaces);
        List<ForgetRequest> requests = [];
        foreach (int place in chosenPlaces)
        {
            Candidate candidate = candidates[place];
            foreach (uint item in Draw(candidate, new CounterRandom(seed, stream: 1 + (ulong)candidate.Row)))
                requests.Add(new ForgetRequest(candidate.User, texts.TextOf(item)));
        }

        return requests;
    }

    private static List<Candidate> ReadCandidates(IDataView sequences, ForgetRequestSamplerOptions options, out int users,
        out KeyTexts texts)
    {
        SchemaOf(options).Added(sequences.Schema); // throws if a column does not fit
        DataViewSchema.Column sequence = sequences.Schema[options.SequenceColumnName];
        DataViewSchema.Column user = sequences.Schema[options.UserColumnName];
        List<DataViewSchema.Column> heldOut = new[] { options.ValidationColumnName, options.TestColumnName }
            .Select(name => name is null ? null : sequences.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>().ToList();
        using DataViewRowCursor cursor = sequences.GetRowCursor([user, sequence, .. heldOut]);
        var items = new KeyVectorReader(cursor, sequence);
        ValueGetter<ReadOnlyMemory<char>> id = IdTexts.CreateGetter(cursor, user);
        List<ValueGetter<uint>> heldOutItems = heldOut.ConvertAll(column => cursor.GetGetter<uint>(column));

        List<Candidate> candidates = [];
        ReadOnlyMemory<char> idValue = default;
        for (users = 0; cursor.MoveNext(); users++)
        {
            id(ref idValue);
            ReadOnlySpan<uint> all = items.ReadItems();
            int limit = (int)Math.Floor(options.MaximumItemFraction * all.Length + 1e-9); // 0.29 × 100 must be 29
            uint[] forgettable = Forgettable(all, heldOutItems);
            if (limit > 0 && forgettable.Length > 0 && !idValue.IsEmpty)
                candidates.Add(new Candidate(users, idValue.ToString(), forgettable, Math.Min(limit, forgettable.Length)));
        }

        texts = KeyTexts.Of(sequence);
        return candidates;
    }

    private static uint[] Forgettable(ReadOnlySpan<uint> sequence, List<ValueGetter<uint>> heldOut)
    {
        if (sequence.Length <= NeverForgotten)
            return [];
        var counts = new Dictionary<uint, int>();
        foreach (uint item in sequence)
            counts[item] = counts.GetValueOrDefault(item) + 1;
        uint heldOutItem = 0;
        foreach (ValueGetter<uint> getter in heldOut)
        {
            getter(ref heldOutItem);
            counts[heldOutItem] = int.MaxValue;
        }

        return sequence[NeverForgotten..].ToArray().Where(item => counts[item] == 1).ToArray();
    }

    private static IEnumerable<uint> Draw(Candidate candidate, CounterRandom random)
    {
        int count = 1 + random.NextInt(candidate.Limit);
        var places = new int[candidate.Items.Length];
        for (int i = 0; i < places.Length; i++)
            places[i] = i;
        random.Shuffle<int>(places);
        return places.Take(count).Order().Select(place => candidate.Items[place]);
    }

    private static StepSchema SchemaOf(ForgetRequestSamplerOptions options)
    {
        List<ColumnNeed> needs =
        [
            new(options.UserColumnName, ColumnRequirement.User),
            new(options.SequenceColumnName, ColumnRequirement.KeyVector),
        ];
        foreach (string? heldOut in new[] { options.ValidationColumnName, options.TestColumnName })
        {
            if (heldOut is not null)
                needs.Add(new ColumnNeed(heldOut, ColumnRequirement.ScalarKey, IsOptional: true));
        }

        return new StepSchema(Step, needs, _ => []);
    }

    private sealed record Candidate(int Row, string User, uint[] Items, int Limit);
}
