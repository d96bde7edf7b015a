using System.Text.Json;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Recommending;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>The entry <c>candidates.json</c>, where only some items may be recommended: their keys.</summary>
/// <param name="Keys">Ascending, each once.</param>
internal sealed record CandidatesJson(IReadOnlyList<int> Keys)
{
    public const string EntryName = "candidates.json";

    /// <summary>Writes candidates.</summary>
    public static void Write(Stream stream, Candidates candidates) => JsonSerializer.Serialize(stream, new CandidatesJson(candidates.Keys));

    /// <summary>Reads candidates.</summary>
    /// <param name="json">The entry.</param>
    /// <param name="itemCount">|V|.</param>
    /// <exception cref="FormatException">They are none.</exception>
    /// <exception cref="JsonException">It is no such entry.</exception>
    public static Candidates Read(byte[] json, int itemCount)
    {
        var keys = OptionsJson.Read<CandidatesJson>(json).Keys;
        var before = 0;
        foreach (var key in keys)
        {
            if (key <= before || key > itemCount)
                throw new FormatException($"Its candidates have key {key} after {before}; keys must ascend from 1 to {itemCount}.");
            before = key;
        }
        return keys.Count > 0 ? new Candidates([.. keys]) : throw new FormatException("It has a list of candidates without any.");
    }
}
