namespace MLNetUnlearn.Ranking.Matching;

/// <summary>Weights that give controls the same mix of strata as the pairs they stand for (direct standardisation).</summary>
internal static class StratumWeights
{
    /// <summary>One weight per control, summing to 1. A stratum without controls counts for the nearest one that has some.</summary>
    /// <param name="wanted">The strata of the pairs to be matched.</param>
    /// <param name="controls">The strata of the controls.</param>
    public static double[] Of(Stratum[] wanted, Stratum[] controls)
    {
        var weights = new double[controls.Length];
        if (controls.Length == 0)
            return weights;
        var members = Enumerable.Range(0, controls.Length).GroupBy(control => controls[control])
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var stratum in wanted.GroupBy(stratum => stratum))
        {
            var nearest = members.Keys.MinBy(key => (Stratum.Distance(key, stratum.Key), key.Gap, key.Popularity, key.Length));
            foreach (var control in members[nearest])
                weights[control] += (double)stratum.Count() / wanted.Length / members[nearest].Length;
        }
        return weights;
    }
}
