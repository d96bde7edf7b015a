using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Runs trials, or takes what was kept of them.</summary>
internal sealed class SearchFolder<TOptions>(ResultFolder results, SearchWork<TOptions> work, SearchOptions search, string data)
    where TOptions : class
{
    /// <param name="options">The trial's options.</param>
    /// <param name="blank">Its name, role, seed and settings.</param>
    public (ReportRun Run, bool IsKept) Of(TOptions options, ReportRun blank)
    {
        var fingerprint = FingerprintOf(options);
        if (results.Find(blank.Name, blank.Seed, fingerprint) is { } kept)
            return (kept with { Role = blank.Role, Settings = blank.Settings }, true);
        var run = JudgedRun.Of(SearchLog.Name, blank, curve => work.Fit(options, curve), Judge, search.CancellationToken);
        results.Keep(OptionsJson.Text(options), fingerprint, run);
        return (run, false);
    }

    private Judgement Judge(RecommenderTransformer model)
    {
        var figures = work.Judge(model);
        if (search.Judge is { } judge)
        {
            if (judge(model) is not { } own)
                return new Judgement(null, []);
            foreach (var (name, value) in own)
                figures[name] = value;
        }
        return new Judgement(figures, []);
    }

    private string FingerprintOf(TOptions options)
    {
        using var fingerprint = new RunFingerprint();
        work.AddTo(fingerprint, options);
        return fingerprint.Add(search.Seed).Add(search.Protocol ?? "").Add(data).Result();
    }
}
