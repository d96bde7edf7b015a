namespace MLNetUnlearn.Ranking.Matching;

/// <summary>
/// Weights that give controls the same mix as the pairs they stand for, trait by trait: iterative proportional fitting (Deming and Stephan,
/// "On a least squares adjustment of a sampled frequency table when the expected marginal totals are known", 1940).
/// </summary>
internal static class Raking
{
    private const int Rounds = 30;
    private const double LeastShare = 1e-12; // so that what one trait takes away another can bring back

    /// <summary>
    /// One weight per control, summing to 1. Where no control has a value that pairs have, the nearest that some have stands for it, the
    /// lower of two; where two traits cannot be met both, the later one is.
    /// </summary>
    /// <param name="wanted">Per trait, each pair's value.</param>
    /// <param name="controls">The same traits of the controls.</param>
    public static double[] Weights(int[][] wanted, int[][] controls)
    {
        var weights = new double[controls[0].Length];
        if (weights.Length == 0)
            return weights;
        weights.AsSpan().Fill(1.0 / weights.Length);
        var margins = wanted.Select((values, trait) => new Margin(values, controls[trait])).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var margin in margins)
                margin.Fit(weights);
        }
        return weights;
    }

    /// <summary>One trait's values among the controls and the shares that they are to have.</summary>
    private sealed class Margin
    {
        private readonly int[] _placeOf; // of each control
        private readonly double[] _share;
        private readonly double[] _sum;

        public Margin(int[] wanted, int[] controls)
        {
            int[] values = [.. controls.Distinct().Order()];
            _placeOf = Array.ConvertAll(controls, value => Array.BinarySearch(values, value));
            (_share, _sum) = (new double[values.Length], new double[values.Length]);
            foreach (var group in wanted.GroupBy(value => value))
                _share[Nearest(values, group.Key)] += (double)group.Count() / wanted.Length;
            for (var place = 0; place < _share.Length; place++)
                _share[place] = Math.Max(_share[place], LeastShare);
        }

        public void Fit(double[] weights)
        {
            _sum.AsSpan().Clear();
            for (var control = 0; control < weights.Length; control++)
                _sum[_placeOf[control]] += weights[control];
            var total = _share.Sum();
            for (var control = 0; control < weights.Length; control++)
                weights[control] *= _share[_placeOf[control]] / _sum[_placeOf[control]] / total;
        }

        private static int Nearest(int[] values, int value)
        {
            var place = Array.BinarySearch(values, value);
            if (place >= 0)
                return place;
            place = ~place;
            if (place == values.Length)
                return place - 1;
            return place > 0 && value - values[place - 1] <= values[place] - value ? place - 1 : place;
        }
    }
}
