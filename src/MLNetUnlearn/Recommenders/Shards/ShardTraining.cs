using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// Makes the network of every shard: from the states that are there and fit, by training from the last of these. To train, to go on after
/// an interruption and to unlearn are the same: states of slices that are touched, and of those behind them, do not fit any more.
/// </summary>
internal sealed class ShardTraining
{
    private readonly SisaOptions _options;
    private readonly Device _device;
    private readonly IChannel _channel;
    private readonly ShardStates? _states;
    private readonly ShardPlan _plan;
    private readonly SortedSet<int> _trainedShards = [];
    private readonly SortedSet<int> _cutShards = []; // by cancelling
    private int _trained;
    private int _kept;

    private ShardTraining(SisaOptions options, RecommenderData data, long seed, Device device, IChannel channel)
    {
        (_options, _device, _channel) = (options, device, channel);
        _states = options.StateFolder is { } folder ? new ShardStates(folder, options.Name) : null;
        var places = _states?.Open(ShardRun.Of(options, data, seed), Place) ?? Place();
        _plan = new ShardPlan(data, options, seed, places);

        Dictionary<ulong, int> Place() => options.Sharding.Place(data, data.RemainingUsers(), options.Shards, seed);
    }

    /// <returns>A new module, in evaluation mode; the caller owns it.</returns>
    /// <exception cref="InvalidOperationException">
    /// The folder is of another run, there is nothing to learn from, or a loss became no number.
    /// </exception>
    /// <exception cref="FormatException">A state cannot be read.</exception>
    /// <exception cref="IOException">A state cannot be written.</exception>
    public static SequenceModule Run(SisaOptions options, RecommenderData data, long seed, Device device, IChannel channel) =>
        new ShardTraining(options, data, seed, device, channel).Run(data);

    private SequenceModule Run(RecommenderData data)
    {
        using var threads = ThreadCount.Use(_options.Threads);
        // Before anything is trained: from here on the folder tells of nothing but the data at hand.
        if (_states?.Clean(_plan, _options) is > 0 and var deleted)
            Tell($"{deleted} states were of other data; they have been deleted from '{_states.Folder}'.");
        return NewModule.Prepared(_options.CreateModule(data.ItemCount, data.MaximumLength), module =>
        {
            var sharded = (ShardedModule)module;
            var last = Enumerable.Range(0, _options.Shards).LastOrDefault(HasData);
            var learnt = 0;
            for (var shard = 0; shard < _options.Shards; shard++)
                learnt += TryTake(sharded, shard, data, isNeeded: learnt == 0 && shard == last) ? 1 : 0;
            if (_cutShards.Count > 0)
            {
                _channel.Warning(MessageSensitivity.None, $"{_options.Name}: cancelled; of {_options.Shards} shards these have not learnt "
                    + $"all that they were to, or nothing: {string.Join(", ", _cutShards)}.");
            }
            sharded.Assemble();
            module.to(_device);
            module.eval();
            Report();
        });
    }

    private bool HasData(int shard) => _plan.Data(shard, _options.Slices - 1).Remaining.Count > 0;

    /// <param name="sharded">Takes the shard's network.</param>
    /// <param name="shard">Which.</param>
    /// <param name="data">What all shards learn.</param>
    /// <param name="isNeeded">Whether there is no other shard to make a model of.</param>
    /// <returns>Whether there was a network to take.</returns>
    private bool TryTake(ShardedModule sharded, int shard, RecommenderData data, bool isNeeded)
    {
        if (!isNeeded && !HasData(shard))
        {
            _channel.Warning(MessageSensitivity.None, $"{_options.Name}: shard {shard} has nothing to learn from; it does not count.");
            return false;
        }
        var size = sharded.Shards[shard].ItemEmbedding.weight!.shape[1];
        using var centroid = _options.Aggregation.NeedsCentroids
            ? torch.tensor(new float[size], [size], device: torch.CPU).DetachFromDisposeScope() : null;
        var first = Enumerable.Range(0, _options.Slices).LastOrDefault(slice => _states?.IsThere(_plan, shard, slice) == true, -1);
        _kept += first + 1;
        var module = first < 0 ? null : Load(shard, first, data, first == _options.Slices - 1 ? centroid : null);
        try
        {
            var slice = first + 1;
            for (; slice < _options.Slices; slice++)
            {
                if (_options.CancellationToken.IsCancellationRequested && (module is not null || !isNeeded))
                    break;
                module = Train(shard, slice, module, centroid, isNeeded);
            }
            var isCut = slice < _options.Slices;
            if (isCut)
                _cutShards.Add(shard);
            if (module is null)
                return false;
            if (isCut && centroid is not null)
                WriteCentroid(module, _plan.Data(shard, _options.Slices - 1).Remaining, centroid);
            sharded.Take(shard, module, centroid);
            return true;
        }
        finally
        {
            module?.Dispose();
        }
    }

    private SequenceModule Load(int shard, int slice, RecommenderData data, Tensor? centroid) =>
        NewModule.Prepared(_options.Recommender.CreateModule(data.ItemCount, data.MaximumLength), module =>
        {
            _states!.Load(shard, slice, module, centroid);
            module.to(_device);
            module.eval();
        });

    /// <returns>The network after the slice; the one before is disposed.</returns>
    private SequenceModule? Train(int shard, int slice, SequenceModule? before, Tensor? centroid, bool isNeeded)
    {
        var data = _plan.Data(shard, slice);
        if (data.Remaining.Count == 0 && !(isNeeded && slice == _options.Slices - 1))
            return before;
        Tell($"shard {shard}, slice {slice}: {_plan.CountUsers(shard, slice)} users.");
        var module = TrainingRun.Of(
            data, _plan.Training(slice), _plan.Seed(shard, slice), _device, _channel, before is null ? null : fresh => Copy(before, fresh));
        before?.Dispose();
        var isLast = slice == _options.Slices - 1;
        if (centroid is not null && isLast)
            WriteCentroid(module, data.Remaining, centroid);
        if (_options.CancellationToken.IsCancellationRequested)
        {
            _cutShards.Add(shard);
            return module; // as far as it came: no state to go on from
        }
        _states?.Save(_plan, shard, slice, module, isLast ? centroid : null);
        _trained++;
        _trainedShards.Add(shard);
        return module;
    }

    private static void Copy(SequenceModule from, SequenceModule to)
    {
        using var weights = new WeightSnapshot();
        weights.Take(from);
        weights.Restore(to);
    }

    private static void WriteCentroid(SequenceModule module, WindowSet windows, Tensor centroid)
    {
        const int Batch = 512;
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        int[] all = [.. Enumerable.Range(0, windows.Count)];
        centroid.zero_();
        for (var start = 0; start < all.Length; start += Batch)
        {
            using var inner = torch.NewDisposeScope();
            var batch = all.AsSpan(start, Math.Min(Batch, all.Length - start));
            var hidden = module.Last(windows.Pack(batch, module.Device)).cpu();                                          // B×d
            centroid.add_(hidden.sum(0L) / windows.Count);
        }
    }

    private void Report()
    {
        var bytes = _states?.Bytes ?? 0;
        Tell($"trained {_trained} of {_trained + _kept} states, in {_trainedShards.Count} of {_options.Shards} shards"
            + (_states is null ? "." : $"; the states take {bytes} bytes in '{_states.Folder}'."));
        _options.Report?.Report(new SisaReport(_options.Shards, [.. _trainedShards], _trained, _kept, bytes));
    }

    private void Tell(FormattableString text) =>
        _channel.Info(MessageSensitivity.None, $"{_options.Name}: {FormattableString.Invariant(text)}");

    private void Tell(string text) => _channel.Info(MessageSensitivity.None, $"{_options.Name}: {text}");
}
