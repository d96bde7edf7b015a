using Microsoft.ML.Runtime;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Training from first weights to the best ones.</summary>
internal static class TrainingRun
{
    /// <param name="data">What to learn.</param>
    /// <param name="options">Sizes and how to learn.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="channel">Where progress is told.</param>
    /// <param name="start">Writes other first weights over the random ones; null: it starts from these.</param>
    /// <returns>A new module, in evaluation mode; the caller owns it.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is nothing to learn from, weights of negatives are out of range, or the loss became no number.
    /// </exception>
    public static SequenceModule Of(
        RecommenderData data, RecommenderOptions options, long seed, Device device, IChannel channel, Action<SequenceModule>? start = null)
    {
        if (data.Remaining.Count == 0)
        {
            throw new InvalidOperationException(
                $"{options.Name}: there is nothing to learn from: no row of '{options.SequenceColumnName}' and " +
                $"'{options.TargetColumnName}' holds an item with a target. " +
                "A user needs at least 2 training interactions; SplitLeaveOneOut holds out 2 of 3 and more.");
        }
        using var threads = ThreadCount.Use(options.Threads);
        return NewModule.Prepared(options.CreateModule(data.ItemCount, data.MaximumLength), module =>
        {
            WeightInitializer.Apply(module, seed);
            WeightInitializer.ZeroPadding(module.ItemEmbedding);
            start?.Invoke(module);
            module.to(device);
            using (var loss = new TrainingLoss(module, data, options))
                new TrainingLoop(module, data, options, loss, seed, channel, isWarm: start is not null).Run();
            module.zero_grad(); // the last step's gradients are as large as the weights, and tell of its data
            module.eval();
        });
    }
}
