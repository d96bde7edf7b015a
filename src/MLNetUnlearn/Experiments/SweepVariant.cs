using Microsoft.ML;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>One way to forget, or one model, among those of a sweep.</summary>
public sealed class SweepVariant
{
    private readonly Action<RunFingerprint> _addTo;

    /// <summary>A method by its options, of which the sweep sets seed, listener and token; SISA only by the form that makes estimators.</summary>
    /// <param name="name">The run's name in results and reports, of its own in the sweep.</param>
    /// <param name="options">The method's options.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The options are SISA's: a run replaces states in the folder, which the next run then would not find.
    /// </exception>
    /// <exception cref="InvalidOperationException">An option cannot be written as JSON.</exception>
    public SweepVariant(string name, UnlearningOptions options)
        : this(name, OptionsJson.Text((options ?? throw new ArgumentNullException(nameof(options))) with { Seed = null }), options.AddTo)
    {
        if (options is SisaUnlearningOptions)
        {
            new OptionProblems(nameof(SweepVariant)).Add(
                $"'{name}' is SISA, which deletes and replaces the states in its folder, so that the next run would find others. Use "
                + $"new {nameof(SweepVariant)}(name, settings, trial => estimator), and give every run a copy of the folder.")
                .ThrowIfAny(nameof(options));
        }
        Options = options;
        Role = options is RetrainOptions ? ModelRole.Retrained : ModelRole.Unlearned;
    }

    /// <summary>Whatever makes a model of partitioned windows.</summary>
    /// <param name="name">The run's name in results and reports, of its own in the sweep.</param>
    /// <param name="settings">All that decides what is made, but for the seed, as text or JSON: when it changes, the variant is run again.</param>
    /// <param name="create">Makes the estimator of a run; nothing is kept of it.</param>
    public SweepVariant(string name, string settings, Func<SweepTrial, IEstimator<RecommenderTransformer>> create)
        : this(name, settings, fingerprint => fingerprint.Add(settings))
    {
        ArgumentNullException.ThrowIfNull(create);
        Create = create;
    }

    /// <summary>
    /// A model that is there, to be judged beside the others: the original, or one retrained before. It is judged once, however many seeds
    /// there are, and not disposed.
    /// </summary>
    /// <param name="name">The run's name in results and reports, of its own in the sweep.</param>
    /// <param name="model">The model.</param>
    /// <param name="role">What it is beside the others.</param>
    public SweepVariant(string name, SequentialRecommenderTransformer model, ModelRole role)
        : this(name, "", fingerprint => fingerprint.Add(model.Options).Add(model.Module))
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Role) = (model, role);
    }

    private SweepVariant(string name, string text, Action<RunFingerprint> addTo)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        (Name, Text, _addTo) = (name, text, addTo);
    }

    /// <summary>The run's name.</summary>
    public string Name { get; }

    /// <summary>What the model is beside the others; of options for retraining <see cref="ModelRole.Retrained"/>.</summary>
    public ModelRole Role { get; init; } = ModelRole.Unlearned;

    /// <summary>What reports tell of its options, by name. Default: nothing. It does not decide whether a kept result is good.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>All that decides what is made, as text or JSON.</summary>
    internal string Text { get; }

    internal UnlearningOptions? Options { get; }

    internal Func<SweepTrial, IEstimator<RecommenderTransformer>>? Create { get; }

    internal SequentialRecommenderTransformer? Model { get; }

    /// <summary>Adds all that decides what is made, but for the seed, to a hash.</summary>
    internal void AddTo(RunFingerprint fingerprint) => _addTo(fingerprint);

    /// <summary>The estimator of a run.</summary>
    internal IEstimator<RecommenderTransformer> Estimator(MLContext mlContext, SweepTrial trial) => Options is null
        ? Create!(trial)
        : new UnlearningEstimator(
            mlContext, trial.Original, Options.ForRun(trial.Seed, trial.Steps, trial.Epochs, trial.CancellationToken));
}
