using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// A batch of windows as the model's task asks them: with the M rows that have a target, the targets, and k negatives for each.
/// Its tensors belong to the dispose scope it was made in.
/// </summary>
internal sealed class TargetBatch
{
    private readonly Tensor? _rows;

    public TargetBatch(
        TrainingTask task,
        WindowSet windows,
        ReadOnlySpan<int> batch,
        INegativeSampler sampler,
        int negativesPerTarget,
        CounterRandom random,
        Device device)
    {
        using var places = new TargetPlaces(TargetPlaces.MostRows(windows, batch));
        Sequences = task.Pack(windows, batch, random, places, device);
        // Which windows come is random, so the task fetches them all before anything slow is done with them.
        Count = places.Count;
        using var negatives = new RentedLongs(checked(Count * negativesPerTarget));
        var drawn = negatives.Span[..(Count * negativesPerTarget)];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = sampler.Draw(random, (int)places.Users.Span[i / negativesPerTarget]);
        Targets = torch.tensor(places.Items, [Count], device: device);
        Negatives = torch.tensor(negatives.Memory, [Count, negativesPerTarget], device: device);
        if (Count < Sequences.Rows)
            _rows = torch.tensor(places.Rows, [Count], device: device);
    }

    public PackedSequences Sequences { get; }

    /// <summary>M, the number of targets.</summary>
    public int Count { get; }

    /// <summary>M, int64.</summary>
    public Tensor Targets { get; }

    /// <summary>M×k, int64.</summary>
    public Tensor Negatives { get; }

    /// <summary>T×d hidden states to the M×d ones that have a target.</summary>
    public Tensor AtTargets(Tensor hidden) => _rows is null ? hidden : hidden.index_select(0, _rows);
}
