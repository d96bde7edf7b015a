using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

// A feature of all rows, its values put in bins: a bin each as long as there are few enough, else bins of about as many rows.
internal sealed class BinnedFeature
{
    private readonly double[] _upperBounds;

    public BinnedFeature(ReadOnlySpan<float> values, int maximumBinCount)
    {
        // Values in more bins than this have no number of their own.
        _upperBounds = UpperBounds(values, Math.Min(maximumBinCount, ushort.MaxValue + 1));
        Bins = new ushort[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var bin = Array.BinarySearch(_upperBounds, values[row]);
            Bins[row] = (ushort)(bin < 0 ? ~bin : bin);
        }
    }

    public ushort[] Bins { get; }

    public int BinCount => _upperBounds.Length;

    // The greatest value of a bin.
    public float UpperBound(int bin) => (float)_upperBounds[bin];

    private static double[] UpperBounds(ReadOnlySpan<float> values, int maximumBinCount)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var distinct = 1;
        for (var i = 1; i < sorted.Length; i++)
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        Contracts.Check(distinct <= maximumBinCount || maximumBinCount > 1, "Different values need more than one bin.");

        // A bin ends where it has its share of the rows that are left, or where each value that is left can have a bin of its own.
        var bounds = new List<double>();
        var valuesLeft = distinct;
        for (int end = 1, begin = 0; end < sorted.Length; end++)
        {
            if (sorted[end] == sorted[end - 1])
                continue;
            valuesLeft--;
            var binsLeft = maximumBinCount - bounds.Count;
            var isFull = (end - begin) * (long)binsLeft >= sorted.Length - begin;
            if (binsLeft == 1 || !isFull && valuesLeft >= binsLeft)
                continue;
            bounds.Add(Between(sorted[end - 1], sorted[end]));
            begin = end;
        }
        bounds.Add(double.PositiveInfinity);
        return [.. bounds];
    }

    private static double Between(double below, double above) => below / 2 + above / 2;
}
