using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>How often each choice was made, and once more: a choice that was never made is not impossible.</summary>
internal sealed class ChoiceDensity : PlaceDensity
{
    private readonly double[] _shares;

    public ChoiceDensity(double[] places, int choices)
    {
        _shares = new double[choices];
        Array.Fill(_shares, 1.0 / (places.Length + choices));
        foreach (var place in places)
            _shares[ChoiceDimension.IndexOf(place, choices)] += 1.0 / (places.Length + choices);
    }

    public override double Draw(CounterRandom random)
    {
        var (rest, choice) = (random.NextDouble(), 0);
        while (choice < _shares.Length - 1 && rest >= _shares[choice])
            rest -= _shares[choice++];
        return ChoiceDimension.PlaceOf(choice, _shares.Length);
    }

    public override double At(double place) => _shares[ChoiceDimension.IndexOf(place, _shares.Length)] * _shares.Length;
}
