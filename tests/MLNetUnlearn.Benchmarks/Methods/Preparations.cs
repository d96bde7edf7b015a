using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>What methods need before any request comes. It is kept in the results folder and made once.</summary>
internal sealed class Preparations(ResultFolder folder, ForgettingTask task, References references)
{
    /// <summary>SSD's diagonal of the training data.</summary>
    public (string File, Preparation Cost) Fisher()
    {
        var original = references.Get(References.Original).Model; // first, so that its seconds are not the diagonal's
        return folder.Prepared($"{task.Model}-{task.Seed}-fisher", path => task.SaveFisher(original, path));
    }

    /// <summary>
    /// A model of shards as trained on everything, and a copy of its states, since unlearning deletes and replaces some of them.
    /// </summary>
    /// <param name="name">Under which model and states are kept.</param>
    /// <param name="options">Shards, slices, sharding, aggregation.</param>
    /// <param name="epochs">Epochs of a shard's network for one of the whole model's.</param>
    public (SequentialRecommenderTransformer Model, string StateFolder, Preparation Cost) Shards(string name, SisaOptions options, int epochs)
    {
        var key = $"{task.Model}-{task.Seed}-{name}".ToLowerInvariant();
        var (states, copy) = (folder.PathOf(key + "-states"), folder.PathOf(key + "-request"));
        var (model, seconds) = folder.Model(task.MLContext, key, () =>
        {
            Delete(states);
            return task.TrainShards(options with { StateFolder = states }, epochs);
        });
        Delete(copy);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(states))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return (model, copy, new Preparation(seconds, Directory.EnumerateFiles(states).Sum(file => new FileInfo(file).Length)));
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
