using System.Globalization;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Sequences;

/// <summary>
/// A made-up interaction log whose best predictions are known by construction.
/// </summary>
/// <remarks>
/// <para>Items lie on rings. A user starts at a random item of the catalogue; each next item is, with probability
/// <see cref="PlantedInteractionsOptions.Follow"/>, the current item's successor on its ring, and otherwise a random item of the whole
/// catalogue, from which the user goes on. So the next item depends on the current one alone: after item i the best answer is
/// <see cref="Successor"/>(i), right with probability <see cref="SuccessorProbability"/>, and all other items are equally likely. No
/// model can have a higher expected Hit@k over next items than <see cref="BestHit"/>(k).</para>
/// <para>A user has at least <see cref="PlantedInteractionsOptions.MinimumLength"/> interactions, and then one more as long as a coin says
/// so (a geometric number). Users start at random moments of one year, with 1 second to 2 days between their interactions, and the log is
/// ordered by time, so that users interleave as in a real log. Timestamps are Unix seconds and grow strictly within a user.</para>
/// </remarks>
public sealed class PlantedInteractions
{
    private const long FirstSecond = 1_704_067_200; // 2024-01-01 00:00:00 UTC
    private const int SecondsOfStarts = 366 * 86_400;
    private const int LongestGap = 2 * 86_400;
    private const int LongestSequence = 1_000_000; // the coin has ended it long before

    private readonly PlantedInteractionsOptions _options;
    private readonly string[] _items;
    private readonly Dictionary<string, int> _places;

    private PlantedInteractions(PlantedInteractionsOptions options)
    {
        _options = options;
        _items = Names("item", options.Rings * options.ItemsPerRing);
        _places = new Dictionary<string, int>(_items.Length, StringComparer.Ordinal);
        for (int i = 0; i < _items.Length; i++)
            _places.Add(_items[i], i);
        Interactions = Draw();
    }

    /// <summary>The log, ordered by time.</summary>
    public IReadOnlyList<Interaction> Interactions { get; }

    /// <summary>All items, ring after ring, each ring in order: <c>item001</c>, <c>item002</c>, ... with as many digits as
    /// needed.</summary>
    public IReadOnlyList<string> Items => _items;

    /// <summary>The probability that the next item after any item i is its successor: Follow + (1 − Follow) / number of items.</summary>
    public double SuccessorProbability => _options.Follow + OtherProbability;

    private double OtherProbability => (1 - _options.Follow) / _items.Length;

    /// <summary>Generates a log.</summary>
    /// <param name="options">The options; null: the defaults, 3,000 users, 600 items and about 27,000 interactions.</param>
    /// <returns>The log and what is planted in it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; all problems are listed.</exception>
    public static PlantedInteractions Generate(PlantedInteractionsOptions? options = null)
    {
        options ??= new PlantedInteractionsOptions();
        options.Validate(nameof(options));
        return new PlantedInteractions(options);
    }

    /// <summary>The best prediction after an item: the next one on its ring.</summary>
    /// <param name="itemId">An item of <see cref="Items"/>.</param>
    /// <returns>Its successor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public string Successor(string itemId)
    {
        ArgumentNullException.ThrowIfNull(itemId);
        if (!_places.TryGetValue(itemId, out int place))
            throw new ArgumentOutOfRangeException(nameof(itemId),
                $"There is no item '{itemId}'; items run from '{_items[0]}' to '{_items[^1]}'.");
        return _items[SuccessorOf(place)];
    }

    /// <summary>The highest expected share of next items among a model's k best, when all items are ranked and none is filtered
    /// out.</summary>
    /// <param name="k">How many predictions count, at least 1.</param>
    /// <returns>A share, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public double BestHit(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return SuccessorProbability + (Math.Min(k, _items.Length) - 1) * OtherProbability;
    }

    private int SuccessorOf(int place)
    {
        int first = place - place % _options.ItemsPerRing;
        return first + (place - first + 1) % _options.ItemsPerRing;
    }

    private List<Interaction> Draw()
    {
        string[] users = Names("user", _options.Users);
        List<Interaction> interactions = [];
        for (int user = 0; user < users.Length; user++)
        {
            // One stream per user: more users leave the others' interactions as they are.
            var random = new CounterRandom(unchecked((ulong)_options.Seed), (ulong)user);
            int length = LengthOf(random);
            long time = FirstSecond + random.NextInt(SecondsOfStarts);
            int place = random.NextInt(_items.Length);
            for (int i = 0; i < length; i++)
            {
                interactions.Add(new Interaction { UserId = users[user], ItemId = _items[place], Timestamp = time });
                place = random.NextDouble() < _options.Follow ? SuccessorOf(place) : random.NextInt(_items.Length);
                time += 1 + random.NextInt(LongestGap);
            }
        }

        return interactions.OrderBy(interaction => interaction.Timestamp).ToList(); // stable
    }

    private int LengthOf(CounterRandom random)
    {
        double more = _options.MeanLength - _options.MinimumLength;
        double goesOn = more / (1 + more); // a geometric number of this parameter has mean `more`
        int length = _options.MinimumLength;
        while (length < LongestSequence && random.NextDouble() < goesOn)
            length++;
        return length;
    }

    private static string[] Names(string prefix, int count)
    {
        string format = "D" + count.ToString(CultureInfo.InvariantCulture).Length.ToString(CultureInfo.InvariantCulture);
        var names = new string[count];
        for (int i = 0; i < count; i++)
            names[i] = prefix + (i + 1).ToString(format, CultureInfo.InvariantCulture);
        return names;
    }
}
