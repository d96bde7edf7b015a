using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Every pass shuffles the order of the one before.</summary>
internal sealed class ShuffledOrder(long seed, ulong stream) : IPassOrder
{
    public void Begin(int[] rows, ulong pass) => new CounterRandom((ulong)seed, (stream << 40) | pass).Shuffle(rows.AsSpan());
}
