namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class CounterHashTests
{
    [TestMethod]
    public void ValuesAreFixed()
    {
        // Masks of saved experiments depend on them.
        Assert.AreEqual(3707931316u, CounterHash.Bits(0, 0));
        Assert.AreEqual(1448771786u, CounterHash.Bits(1, 0));
        Assert.AreEqual(2133736933u, CounterHash.Bits(-1, 123456));
        Assert.AreEqual(1551357918u, CounterHash.Bits(long.MaxValue, uint.MaxValue));
    }

    [TestMethod]
    public void EveryBitIsAFairCoin()
    {
        const int Count = 1 << 16;
        foreach (long seed in new long[] { 0, 1, 2, 1L << 40 })
        {
            var ones = new int[32];
            for (uint i = 0; i < Count; i++)
            {
                uint bits = CounterHash.Bits(seed, i);
                for (int b = 0; b < 32; b++) ones[b] += (int)(bits >> b) & 1;
            }
            // Five standard deviations.
            foreach (int count in ones) Assert.AreEqual(Count / 2, count, 5 * Math.Sqrt(Count) / 2);
        }
    }

    [TestMethod]
    public void NeighbouringSeedsAndPlacesAreUnrelated()
    {
        const int Count = 1 << 16;
        int seeds = 0, places = 0;
        for (uint i = 0; i < Count; i++)
        {
            seeds += System.Numerics.BitOperations.PopCount(CounterHash.Bits(7, i) ^ CounterHash.Bits(8, i));
            places += System.Numerics.BitOperations.PopCount(CounterHash.Bits(7, i) ^ CounterHash.Bits(7, i + 1));
        }
        Assert.AreEqual(16.0, (double)seeds / Count, 0.06);
        Assert.AreEqual(16.0, (double)places / Count, 0.06);
    }
}
