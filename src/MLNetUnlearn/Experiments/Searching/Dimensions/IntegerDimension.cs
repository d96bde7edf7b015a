using System.Globalization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Dimensions;

/// <summary>Whole numbers of a range, each with a stretch of its own: equally long, or as long as its share of the logarithms.</summary>
internal sealed class IntegerDimension(string name, int minimum, int maximum, bool isLogarithmic) : SearchDimension(name)
{
    private double First => isLogarithmic ? StableMath.Log(minimum) : minimum;

    private double Length => (isLogarithmic ? StableMath.Log(maximum + 1.0) : maximum + 1.0) - First;

    public int Value(double place)
    {
        var value = First + (place * Length);
        return (int)Math.Clamp(Math.Floor(isLogarithmic ? StableMath.Exp(value) : value), minimum, maximum);
    }

    public override string Text(double place) => Value(place).ToString(CultureInfo.InvariantCulture);

    public override double[] Grid(int points) => [.. Spaced(points).Distinct().Select(PlaceOf)];

    public override void Check(OptionProblems problems)
    {
        var range = FormattableString.Invariant($"{minimum} to {maximum}");
        problems.Require(minimum < maximum, Name, range, "a range, the lower end first");
        if (isLogarithmic)
            problems.Require(minimum >= 1, Name, range, "at least 1, as its orders of magnitude are equally likely");
    }

    private IEnumerable<int> Spaced(int points) => points > (long)maximum - minimum
        ? Enumerable.Range(0, maximum - minimum + 1).Select(i => minimum + i)
        : Enumerable.Range(0, points).Select(i => Between(points == 1 ? 0.5 : i / (points - 1.0)));

    private int Between(double share)
    {
        if (!isLogarithmic)
            return (int)Math.Round(minimum + (share * ((double)maximum - minimum)), MidpointRounding.AwayFromZero);
        var logarithm = First + (share * (StableMath.Log(maximum) - First));
        return (int)Math.Clamp(Math.Round(StableMath.Exp(logarithm), MidpointRounding.AwayFromZero), minimum, maximum);
    }

    // The middle of the value's stretch.
    private double PlaceOf(int value) => ((isLogarithmic ? StableMath.Log(value + 0.5) : value + 0.5) - First) / Length;
}
