using MLNetUnlearn.Randomness;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning;

/// <summary>Uniform items that all rows of a step are compared with.</summary>
internal static class SharedItems
{
    private const int Count = 200;

    public static Tensor Draw(CounterRandom random, int itemCount, Device device)
    {
        using var items = new RentedLongs(Count);
        foreach (ref var item in items.Span)
            item = 1 + random.NextInt(itemCount);
        return torch.tensor(items.Memory, [Count], device: device);
    }
}
