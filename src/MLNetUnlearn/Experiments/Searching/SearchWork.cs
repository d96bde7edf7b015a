using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>What a search does with options: makes a model and measures it.</summary>
/// <typeparam name="TOptions">The options of a trainer or of a method.</typeparam>
internal abstract class SearchWork<TOptions>
{
    /// <summary>What its models are in a report.</summary>
    public abstract ModelRole Role { get; }

    /// <summary>Notes options that no trial could be run with.</summary>
    public abstract void Check(OptionProblems problems);

    /// <summary>Looks at the data once, and hashes all that figures hang on besides a trial's options.</summary>
    public abstract void AddTo(RunFingerprint fingerprint);

    /// <summary>Hashes a trial's options.</summary>
    public abstract void AddTo(RunFingerprint fingerprint, TOptions options);

    /// <summary>Options with seed and epochs, as the caller gets to see them.</summary>
    public abstract TOptions Of(TOptions options, int? epochs);

    /// <summary>Makes the model.</summary>
    public abstract RecommenderTransformer Fit(TOptions options, CurveRecorder curve);

    /// <summary>Measures it.</summary>
    public abstract Dictionary<string, double> Judge(RecommenderTransformer model);
}
