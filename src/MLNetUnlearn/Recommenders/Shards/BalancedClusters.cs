using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>k-means with clusters of equal size, give or take one. The same seed gives the same clusters.</summary>
internal static class BalancedClusters
{
    /// <returns>The cluster of each vector.</returns>
    public static int[] Of(double[][] vectors, int clusters, int iterations, long seed)
    {
        if (vectors.Length == 0)
            return [];
        var centroids = First(vectors, clusters, new CounterRandom((ulong)seed, ulong.MaxValue));
        var assigned = new int[vectors.Length];
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var before = assigned;
            assigned = Assign(vectors, centroids);
            if (iteration > 0 && assigned.AsSpan().SequenceEqual(before))
                break;
            centroids = Means(vectors, assigned, clusters);
        }
        return assigned;
    }

    // k-means++ (Arthur and Vassilvitskii 2007): each next one at random, in proportion to its squared distance to the nearest so far.
    private static double[][] First(double[][] vectors, int clusters, CounterRandom random)
    {
        var centroids = new List<double[]> { vectors[random.NextInt(vectors.Length)] };
        var nearest = Array.ConvertAll(vectors, _ => double.PositiveInfinity);
        while (centroids.Count < clusters)
        {
            var sum = 0.0;
            for (var i = 0; i < vectors.Length; i++)
                sum += nearest[i] = Math.Min(nearest[i], Distance(vectors[i], centroids[^1]));
            var left = random.NextDouble() * sum;
            var chosen = 0;
            while (chosen < vectors.Length - 1 && (left -= nearest[chosen]) >= 0)
                chosen++;
            centroids.Add(vectors[chosen]);
        }
        return [.. centroids];
    }

    // Nearest pairs first; a cluster is full at n/k, and as many as the remainder says take one more.
    private static int[] Assign(double[][] vectors, double[][] centroids)
    {
        var (size, larger) = Math.DivRem(vectors.Length, centroids.Length);
        var distances = new double[vectors.Length * centroids.Length];
        for (var pair = 0; pair < distances.Length; pair++)
            distances[pair] = Distance(vectors[pair / centroids.Length], centroids[pair % centroids.Length]);
        var assigned = Array.ConvertAll(vectors, _ => -1);
        var sizes = new int[centroids.Length];
        foreach (var pair in Enumerable.Range(0, distances.Length).OrderBy(pair => distances[pair])) // equal ones in their order
        {
            var (vector, cluster) = Math.DivRem(pair, centroids.Length);
            if (assigned[vector] >= 0 || sizes[cluster] > size || (sizes[cluster] == size && larger == 0))
                continue;
            if (sizes[cluster]++ == size)
                larger--;
            assigned[vector] = cluster;
        }
        return assigned;
    }

    private static double[][] Means(double[][] vectors, int[] assigned, int clusters)
    {
        var (sums, counts) = (new double[clusters][], new int[clusters]);
        for (var i = 0; i < vectors.Length; i++)
        {
            var sum = sums[assigned[i]] ??= new double[vectors[i].Length];
            for (var j = 0; j < sum.Length; j++)
                sum[j] += vectors[i][j];
            counts[assigned[i]]++;
        }
        return
        [
            .. sums.Select((sum, cluster) =>
                sum is null ? new double[vectors[0].Length] : Array.ConvertAll(sum, value => value / counts[cluster])),
        ];
    }

    private static double Distance(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        return sum;
    }
}
