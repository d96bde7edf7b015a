using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving;

/// <summary>What is served, and how. Read once, when the service is made.</summary>
public sealed class ServingOptions
{
    private const int MostRecommended = ushort.MaxValue;

    /// <summary>
    /// The file of the model to begin with: a package (<c>SavePackage</c>), or ML.NET's own file of a recommender or of a chain that ends
    /// with one. Default null: <see cref="Model"/> is given.
    /// </summary>
    public string? ModelFile { get; set; }

    /// <summary>
    /// A model in memory to begin with. The service disposes it when another model has taken over. Default null:
    /// <see cref="ModelFile"/> is given.
    /// </summary>
    public RecommenderTransformer? Model { get; set; }

    /// <summary>For files of models of your own: an example of the options of each, any values. By default none.</summary>
    public IReadOnlyList<RecommenderOptions> CustomModels { get; set; } = [];

    /// <summary>
    /// A check of your own, which every model has to stand before it takes over, the first one too: it throws to reject the model. It may
    /// ask the model, and must not keep it. Default null: none.
    /// </summary>
    public Action<RecommenderTransformer>? CheckModel { get; set; }

    /// <summary>
    /// Whether <see cref="ModelFile"/> is watched, so that a new file at that place takes over; needs a host. Default false.
    /// </summary>
    public bool WatchFile { get; set; }

    /// <summary>
    /// How often a watched file is looked at, 10 milliseconds to 1 day. It is read when two looks found it the same. Default 00:00:01.
    /// </summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The file that keeps suppressions over restarts: it is made where there is none, and belongs to one service at a time. Default null:
    /// they are gone when the process ends.
    /// </summary>
    public string? JournalFile { get; set; }

    /// <summary>
    /// How many of the requests that wait are scored together, 1 to 1,024. None waits for others to come. Default 32.
    /// </summary>
    public int MaximumBatch { get; set; } = 32;

    /// <summary>How many requests may wait before more are refused, 1 to 1,000,000. Default 1,024.</summary>
    public int MaximumQueue { get; set; } = 1024;

    /// <summary>How many batches are scored at a time, 1 to 64. Default 1, for an operation of the model uses several threads.</summary>
    public int Workers { get; set; } = 1;

    /// <summary>The most items that one request may ask for, 1 to 65,535. Default 1,000.</summary>
    public int MaximumCount { get; set; } = 1000;

    /// <summary>Notes what is wrong.</summary>
    internal OptionProblems Problems()
    {
        var problems = new OptionProblems(nameof(ServingOptions));
        if (Model is null)
            problems.Require(!string.IsNullOrWhiteSpace(ModelFile), nameof(ModelFile), ModelFile, $"a file, or {nameof(Model)} be given");
        else
            problems.Require(ModelFile is null, nameof(ModelFile), ModelFile, $"null where {nameof(Model)} is given");
        return problems
            .Require(CustomModels is not null && !CustomModels.Contains(null), nameof(CustomModels),
                CustomModels is null ? null : "with null in it", "a list of options without null")
            .Require(!WatchFile || ModelFile is not null, nameof(WatchFile), WatchFile, $"false where {nameof(ModelFile)} is null")
            .Require(WatchInterval >= TimeSpan.FromMilliseconds(10) && WatchInterval <= TimeSpan.FromDays(1),
                nameof(WatchInterval), WatchInterval, "00:00:00.0100000 to 1.00:00:00")
            .Require(JournalFile is null || JournalFile.Trim().Length > 0, nameof(JournalFile), JournalFile, "a file or null")
            .Require(MaximumBatch is >= 1 and <= 1024, nameof(MaximumBatch), MaximumBatch, "1 to 1024")
            .Require(MaximumQueue is >= 1 and <= 1_000_000, nameof(MaximumQueue), MaximumQueue, "1 to 1000000")
            .Require(Workers is >= 1 and <= 64, nameof(Workers), Workers, "1 to 64")
            .Require(MaximumCount is >= 1 and <= MostRecommended, nameof(MaximumCount), MaximumCount, "1 to 65535");
    }
}
