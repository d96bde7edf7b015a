using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>
/// The adaptive Parzen estimator of the paper: a normal density about every place, as wide as the way to the farther of its two
/// neighbours, and one in the middle as wide as the range; all cut to the range from 0 to 1 and of equal weight.
/// </summary>
internal sealed class ParzenDensity : PlaceDensity
{
    private const double Middle = 0.5;
    private const double MostNeighbours = 100;
    private const double LeastExponent = -700; // StableMath's

    private static readonly double _sqrtOfTwoPi = Math.Sqrt(2 * Math.PI);

    private readonly (double Center, double Width, double Mass)[] _parts;

    public ParzenDensity(double[] places)
    {
        double[] sorted = [.. places.Append(Middle).Order()];
        var middle = Array.IndexOf(sorted, Middle);
        var least = 1 / Math.Min(MostNeighbours, sorted.Length);
        _parts = new (double, double, double)[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var left = i > 0 ? sorted[i] - sorted[i - 1] : 0;
            var right = i < sorted.Length - 1 ? sorted[i + 1] - sorted[i] : 0;
            var width = i == middle ? 1 : Math.Clamp(Math.Max(left, right), least, 1);
            _parts[i] = (sorted[i], width, Below((1 - sorted[i]) / width) - Below(-sorted[i] / width));
        }
    }

    public override double Draw(CounterRandom random)
    {
        var (center, width, _) = _parts[random.NextInt(_parts.Length)];
        while (true)
        {
            // At least a third of each part lies within.
            var place = center + (width * random.NextGaussian());
            if (place is >= 0 and <= 1)
                return place;
        }
    }

    public override double At(double place) => _parts.Sum(part => Normal((place - part.Center) / part.Width) / (part.Width * part.Mass))
        / _parts.Length;

    private static double Normal(double z) => StableMath.Exp(Math.Max(LeastExponent, -z * z / 2)) / _sqrtOfTwoPi;

    // The normal distribution to 1.5e-7: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 7.1.26.
    private static double Below(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var series = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        var half = series * StableMath.Exp(Math.Max(LeastExponent, -x * x)) / 2; // the tail
        return z < 0 ? half : 1 - half;
    }
}
