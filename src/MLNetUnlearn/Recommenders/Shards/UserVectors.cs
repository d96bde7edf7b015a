using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// Users as unit vectors, near each other where they have items that come together. Every item has a random signature of signs; its vector
/// sums the signatures of the items it comes with (a random projection of the co-occurrence matrix: Kanerva, Kristoferson and Holst,
/// "Random indexing", 2000), popular ones weighted down; a user's is the mean of the items'.
/// </summary>
internal static class UserVectors
{
    private const int Size = 32; // signs of one random number

    /// <returns>One vector per user.</returns>
    public static double[][] Of(RecommenderData data, int[] users, long seed)
    {
        var items = ItemVectors(data, users, seed);
        return Array.ConvertAll(users, user =>
        {
            var sum = new double[Size];
            foreach (var item in data.UserItems[user])
                Add(sum, items[item], 1);
            Normalise(sum);
            return sum;
        });
    }

    private static double[][] ItemVectors(RecommenderData data, int[] users, long seed)
    {
        var counts = new int[data.ItemCount + 1];
        foreach (var user in users)
        {
            foreach (var item in data.UserItems[user])
                counts[item]++;
        }
        double[][] signatures = [.. counts.Select((count, item) => Signature(seed, item, Math.Sqrt(Math.Max(1, count))))];
        double[][] vectors = [.. counts.Select(_ => new double[Size])];
        var all = new double[Size];
        foreach (var user in users)
        {
            var owned = data.UserItems[user];
            Array.Clear(all);
            foreach (var item in owned)
                Add(all, signatures[item], 1);
            foreach (var item in owned)
            {
                Add(vectors[item], all, 1.0 / owned.Length);
                Add(vectors[item], signatures[item], -1.0 / owned.Length); // not with itself
            }
        }
        foreach (var vector in vectors)
            Normalise(vector);
        return vectors;
    }

    private static double[] Signature(long seed, int item, double divisor)
    {
        var bits = new CounterRandom((ulong)seed, (ulong)item).NextUInt64();
        var signature = new double[Size];
        for (var i = 0; i < Size; i++)
            signature[i] = ((bits >> i & 1) == 0 ? -1 : 1) / divisor;
        return signature;
    }

    private static void Add(double[] sum, double[] vector, double factor)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += factor * vector[i];
    }

    private static void Normalise(double[] vector)
    {
        var square = 0.0;
        foreach (var value in vector)
            square += value * value;
        var length = Math.Sqrt(square);
        for (var i = 0; i < vector.Length && length > 0; i++)
            vector[i] /= length;
    }
}
