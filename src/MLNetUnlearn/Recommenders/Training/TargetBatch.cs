using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// A batch of windows with the M places that have a target, the targets, and k negatives for each.
/// Its tensors belong to the dispose scope it was made in.
/// </summary>
internal sealed class TargetBatch
{
    private readonly Tensor? _rows;

    public TargetBatch(
        WindowSet windows, ReadOnlySpan<int> batch, INegativeSampler sampler, int negativesPerTarget, CounterRandom random, Device device)
    {
        Sequences = windows.Pack(batch, device);
        using var rows = new RentedLongs(Sequences.Rows);
        using var targets = new RentedLongs(Sequences.Rows);
        using var negatives = new RentedLongs(checked(Sequences.Rows * negativesPerTarget));
        // Which windows come is random, so their targets are fetched together before anything slow is done with them.
        using var users = new RentedLongs(Sequences.Rows);
        var (row, count) = (0, 0);
        foreach (var window in batch)
        {
            var user = windows.User(window);
            foreach (var target in windows.Targets(window))
            {
                if (target != 0)
                {
                    rows.Span[count] = row;
                    targets.Span[count] = target;
                    users.Span[count++] = user;
                }
                row++;
            }
        }
        var drawn = negatives.Span[..(count * negativesPerTarget)];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = sampler.Draw(random, (int)users.Span[i / negativesPerTarget]);
        Count = count;
        Targets = torch.tensor(targets.Memory, [count], device: device);
        Negatives = torch.tensor(negatives.Memory, [count, negativesPerTarget], device: device);
        if (count < row)
            _rows = torch.tensor(rows.Memory, [count], device: device);
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
