namespace MLNetUnlearn.Ranking.Matching;

/// <summary>Some of many weighted things, so that the weightiest are not missed: systematic sampling in proportion to the weights.</summary>
internal static class WeightedSample
{
    /// <summary>Which were drawn, ascending, and their weights in the sample, which sum to 1.</summary>
    /// <param name="weights">Summing to 1; in random order.</param>
    /// <param name="draws">How many draws; as many things or fewer are taken all, by their own weights.</param>
    public static (int[] Drawn, double[] Weights) Of(double[] weights, int draws)
    {
        if (weights.Length <= draws)
            return ([.. Enumerable.Range(0, weights.Length)], weights);
        var (drawn, times) = (new List<int>(), new List<double>());
        var (sum, done) = (0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            var before = done;
            while (done < draws && (done + 0.5) / draws < sum)
                done++;
            if (done == before)
                continue;
            drawn.Add(i);
            times.Add(done - before);
        }
        return ([.. drawn], [.. times.Select(count => count / done)]);
    }
}
