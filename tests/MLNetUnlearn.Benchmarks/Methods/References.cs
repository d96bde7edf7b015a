using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>The models that others are judged beside. They are kept in the folder and trained once.</summary>
internal sealed class References : IDisposable
{
    public const string Original = "original";
    public const string Retrain = "retrain";
    public const string OtherRetrain = "retrain-other-seed";

    private const int OtherSeed = 1000; // is added

    private readonly Dictionary<string, (SequentialRecommenderTransformer Model, double Seconds)> _models = [];
    private readonly ResultFolder _folder;
    private readonly ForgettingTask _task;

    public References(ResultFolder folder, ForgettingTask task) => (_folder, _task) = (folder, task);

    public static string[] Names => [Original, Retrain, OtherRetrain];

    /// <summary>A reference's model, and the seconds that it took.</summary>
    public (SequentialRecommenderTransformer Model, double Seconds) Get(string name)
    {
        if (!_models.TryGetValue(name, out var found))
        {
            // First, so that its seconds are not theirs.
            var original = name == Original ? null : Get(Original).Model;
            var seed = name == OtherRetrain ? _task.Seed + OtherSeed : _task.Seed;
            found = _folder.Model(
                _task.MLContext, FileOf(name), () => original is null ? _task.Train() : _task.Retrain(original, seed));
            _models.Add(name, found);
        }
        return found;
    }

    public void Dispose()
    {
        foreach (var (model, _) in _models.Values)
            model.Dispose();
    }

    // One original serves requests of all sizes.
    private string FileOf(string name) => name == Original
        ? $"{_task.Model}-{_task.Seed}-{name}" : $"{_task.Model}-{_task.Seed}-{_task.Size}-{name}".ToLowerInvariant();
}
