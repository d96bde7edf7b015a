using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Copies a network, weights and all, to a device.</summary>
internal static class ModuleCopy
{
    public static SequenceModule Of(SequenceModule original, RecommenderOptions options, int itemCount, int maximumLength, Device device)
    {
        using var weights = new WeightSnapshot();
        weights.Take(original);
        return NewModule.Prepared(options.CreateModule(itemCount, maximumLength), copy =>
        {
            weights.Restore(copy);
            copy.to(device);
            copy.eval();
        });
    }
}
