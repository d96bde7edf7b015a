using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;

using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// A batch of windows with the M places that have a target, the targets, and one negative for each.
/// Its tensors belong to the dispose scope it was made in.
/// </summary>
internal sealed class TargetBatch
{
    private readonly Tensor? _rows;

    public TargetBatch(WindowSet windows, ReadOnlySpan<int> batch, NegativeSampler sampler, CounterRandom random, Device device)
    {
        Sequences = windows.Pack(batch, device);
        var (rows, targets, negatives) = (new List<long>(), new List<long>(), new List<long>());
        var row = 0L;
        foreach (var window in batch)
        {
            foreach (var target in windows.Targets(window))
            {
                if (target != 0)
                {
                    rows.Add(row);
                    targets.Add(target);
                    negatives.Add(sampler.Draw(random, windows.User(window)));
                }
                row++;
            }
        }
        Count = rows.Count;
        Targets = torch.tensor(targets.ToArray(), device: device);
        Negatives = torch.tensor(negatives.ToArray(), device: device);
        if (Count < row)
            _rows = torch.tensor(rows.ToArray(), device: device);
    }

    public PackedSequences Sequences { get; }

    /// <summary>M, the number of targets.</summary>
    public int Count { get; }

    /// <summary>M, int64.</summary>
    public Tensor Targets { get; }

    /// <summary>M, int64.</summary>
    public Tensor Negatives { get; }

    /// <summary>T×d hidden states to the M×d ones that have a target.</summary>
    public Tensor AtTargets(Tensor hidden) => _rows is null ? hidden : hidden.index_select(0, _rows);
}
