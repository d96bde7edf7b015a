using System.Globalization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Dimensions;

/// <summary>Numbers of a range.</summary>
internal sealed class NumberDimension(string name, double minimum, double maximum, bool isLogarithmic) : SearchDimension(name)
{
    // So that what is shown is what was run; more digits decide nothing.
    private const string Digits = "G6";

    public double Value(double place)
    {
        var value = isLogarithmic
            ? StableMath.Exp(StableMath.Log(minimum) + (place * (StableMath.Log(maximum) - StableMath.Log(minimum))))
            : minimum + (place * (maximum - minimum));
        var rounded = double.Parse(value.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, minimum, maximum);
    }

    public override string Text(double place) => Value(place).ToString(CultureInfo.InvariantCulture);

    public override double[] Grid(int points) => points == 1 ? [0.5] : [.. Enumerable.Range(0, points).Select(i => i / (points - 1.0))];

    public override void Check(OptionProblems problems)
    {
        var range = FormattableString.Invariant($"{minimum} to {maximum}");
        problems.Require(
            double.IsFinite(minimum) && double.IsFinite(maximum) && minimum < maximum, Name, range, "a finite range, the lower end first");
        if (isLogarithmic)
            problems.Require(double.IsNormal(minimum) && minimum > 0, Name, range, "above 0, as its orders of magnitude are equally likely");
    }
}
