using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching.Dimensions;

/// <summary>Values without an order, each with a stretch of equal length.</summary>
internal sealed class ChoiceDimension(string name, IReadOnlyList<string> texts) : SearchDimension(name)
{
    public override int? Choices => texts.Count;

    public int Index(double place) => IndexOf(place, texts.Count);

    /// <summary>Which of n stretches a place is in.</summary>
    public static int IndexOf(double place, int count) => Math.Min((int)(place * count), count - 1);

    /// <summary>The middle of one of n stretches.</summary>
    public static double PlaceOf(int index, int count) => (index + 0.5) / count;

    public override string Text(double place) => texts[Index(place)];

    public override double[] Grid(int points) => [.. Enumerable.Range(0, texts.Count).Select(i => PlaceOf(i, texts.Count))];

    public override void Check(OptionProblems problems)
    {
        problems.Require(texts.Count >= 2, Name, $"{texts.Count} values", "at least 2 values");
        foreach (var text in texts.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add($"{Name} has several values '{text}'; their texts must differ.");
    }
}
