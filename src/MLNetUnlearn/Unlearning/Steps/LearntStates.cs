using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// Hidden states of the remaining windows, with dropout as in training, before some items and before any. The tensors belong to the scope
/// they were made in.
/// </summary>
internal sealed class LearntStates
{
    private const int Batch = 512;
    private const int MostOthers = Batch; // from the first batch, whose windows are random
    private const int EnoughPerItem = 16; // a popular item's curvature is known well from some of its windows
    private const ulong Stream = 13UL << 40;
    private const long FirstStep = 1L << 50; // of dropout's keys

    /// <summary>Goes through windows that hold one of the items as a target, enough of each, and some others.</summary>
    /// <param name="module">The model, in training mode.</param>
    /// <param name="job">The remaining windows and the seed.</param>
    /// <param name="items">The items.</param>
    public LearntStates(SequenceModule module, UnlearningJob job, ItemSlots items)
    {
        var remaining = job.Data.Remaining;
        var random = new CounterRandom((ulong)job.Seed, Stream);
        var sampler = new NegativeSampler(job.Data.UserItems, job.Data.ItemCount); // asked for no negatives
        var windows = Windows(remaining, items, random);
        var (own, ownItems) = (new List<Tensor>(), new List<long>());
        Tensor? others = null;
        for (var start = 0; start < windows.Length; start += Batch)
        {
            using var one = torch.NewDisposeScope();
            module.Noise.BeginStep(job.Seed, FirstStep + start);
            var end = Math.Min(start + Batch, windows.Length);
            var batch = new TargetBatch(module.Task, remaining, windows.AsSpan(start..end), sampler, 0, random, module.Device);
            var hidden = batch.AtTargets(module.call(batch.Sequences));                               // M×d
            var targets = batch.Targets.cpu().data<long>().ToArray();
            var rows = new List<long>();
            for (var row = 0; row < targets.Length; row++)
            {
                if (!items.TryGetSlot(targets[row], out _))
                    continue;
                rows.Add(row);
                ownItems.Add(targets[row]);
            }
            own.Add(Rows(hidden, [.. rows]));
            var most = Math.Min(MostOthers, targets.Length);
            others ??= Rows(hidden, [.. Enumerable.Range(0, most).Select(i => (long)i * targets.Length / most)]);
        }
        (Own, Others) = (torch.cat(own, 0), others!);
        OwnSlots = items.SlotsOf([.. ownItems]);
        var occurrences = ItemOccurrences.AmongTargets(remaining, job.Data.ItemCount);
        OwnCounts = torch.tensor(StandsFor(ownItems, occurrences), [ownItems.Count, 1], device: module.Device);
        TargetCount = occurrences.Skip(1).Sum(count => (long)count); // 0 is no item
    }

    /// <summary>Before remaining targets that are one of the items, P×d.</summary>
    public Tensor Own { get; }

    /// <summary>Which of the items, P, int64.</summary>
    public Tensor OwnSlots { get; }

    /// <summary>How many remaining targets each of them stands for, P×1, float32.</summary>
    public Tensor OwnCounts { get; }

    /// <summary>Before any targets of random windows, N×d.</summary>
    public Tensor Others { get; }

    /// <summary>The number of all remaining targets.</summary>
    public long TargetCount { get; }

    private static Tensor Rows(Tensor hidden, long[] rows) =>
        hidden.index_select(0, torch.tensor(rows, [rows.Length], device: hidden.device)).MoveToOuterDisposeScope();

    private static int[] Windows(WindowSet remaining, ItemSlots items, CounterRandom random)
    {
        var order = Enumerable.Range(0, remaining.Count).ToArray();
        random.Shuffle(order.AsSpan());
        var taken = new int[items.Count];
        var windows = new List<int>();
        for (var place = 0; place < order.Length; place++)
        {
            var isWanted = place < MostOthers; // for its contexts, whatever follows
            foreach (var target in remaining.Targets(order[place]))
                isWanted |= items.TryGetSlot(target, out var slot) && taken[slot] < EnoughPerItem;
            if (!isWanted)
                continue;
            windows.Add(order[place]);
            foreach (var target in remaining.Targets(order[place]))
            {
                if (items.TryGetSlot(target, out var slot))
                    taken[slot]++;
            }
        }
        return [.. windows];
    }

    private static float[] StandsFor(List<long> ownItems, int[] occurrences)
    {
        var taken = new int[occurrences.Length];
        foreach (var item in ownItems)
            taken[item]++;
        return [.. ownItems.Select(item => (float)occurrences[item] / taken[item])];
    }
}
