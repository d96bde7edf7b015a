using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>Methods on one request, each result kept.</summary>
internal sealed class MethodRun(ResultFolder folder, ForgettingTask task, References references)
{
    private static bool _isWarm;

    private readonly Preparations _preparations = new(folder, task, references);

    /// <summary>Runs a reference or a method, unless its result is there.</summary>
    public void Run(string name, BenchmarkMethod? method, bool again)
    {
        var key = $"{task.Model}-{task.Seed}-{task.Size}-{name}".ToLowerInvariant();
        if (folder.HasResult(key) && !again)
            return;
        var retrained = references.Get(References.Retrain).Model;
        if (method is null)
        {
            var (model, seconds) = references.Get(name);
            Keep(key, name, new Forgotten(model, null, null), seconds, options: null);
            return;
        }
        WarmUp();
        var context = new MethodContext(
            task.MLContext, references.Get(References.Original).Model, retrained, task.Seed, name, _preparations);
        var (estimator, cost) = method.Create(context);
        var start = Stopwatch.GetTimestamp();
        var forgotten = task.Forget(estimator);
        Keep(key, name, forgotten, Stopwatch.GetElapsedTime(start).TotalSeconds, method.OptionsJson, cost);
        (forgotten.Model as IDisposable)?.Dispose();
    }

    private void Keep(string key, string name, Forgotten forgotten, double seconds, JsonObject? options, Preparation? cost = null)
    {
        var figures = MethodJudge.Judge(
            task.MLContext, forgotten.Model, references.Get(References.Retrain).Model, task.Partitioned, task.Seed);
        folder.WriteResult(key, new MethodResult(
            name, task.Model, task.Size, task.Seed, task.Pairs, seconds, forgotten.Steps, figures, options, forgotten.ShardsTrained, cost));
        Console.Error.WriteLine(FormattableString.Invariant(
            $"{key}: {seconds:F2} s, Recall@10 {figures.SampledRecall:F4}, forget Hit@10 {figures.ForgetHit:F4}"));
    }

    private void WarmUp()
    {
        if (!_isWarm)
            task.WarmUp(references.Get(References.Original).Model);
        _isWarm = true;
    }
}
