namespace NextItem.WebApi.Shop;

/// <summary>The configuration section <c>Shop</c>; on the command line also <c>--Data FILE</c> and so on.</summary>
internal sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>What the command line may leave out <c>Shop:</c> of.</summary>
    public static readonly Dictionary<string, string> Switches =
        new[] { nameof(Data), nameof(Titles), nameof(Model), nameof(State), nameof(AllowSwap) }
            .ToDictionary(name => $"--{name}", name => $"{Section}:{name}");

    private static readonly TimeSpan _mostDelay = TimeSpan.FromHours(1);

    /// <summary>The log of interactions to begin with, text as the library reads it; by default one is made up.</summary>
    public string? Data { get; set; }

    /// <summary>Titles: a header, then item id, tab, title. An item without a title is shown by its id.</summary>
    public string? Titles { get; set; }

    /// <summary>
    /// A package with the model to begin with, trained on all but the last two items of each user; by default one is trained.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>Where the log, the requests and the model are kept. A restart goes on from there, and is refused
    /// with other Data or another Model than the state was begun with. Default <c>state</c>.</summary>
    public string State { get; set; } = "state";

    /// <summary>How many users are made up, at the first start. Default 3,000.</summary>
    public int Users { get; set; } = 3_000;

    /// <summary>Training epochs at most, where a model is trained. Default 20.</summary>
    public int Epochs { get; set; } = 20;

    /// <summary>Seed of everything random. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How long requests are gathered before the model unlearns them together, at most an hour. Default 2 seconds.</summary>
    public TimeSpan ForgetDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>So many requests are not waited for any longer. Default 100.</summary>
    public int ForgetBatch { get; set; } = 100;

    /// <summary>How many requests may wait; more are refused with 503. Default 10,000.</summary>
    public int MaximumPending { get; set; } = 10_000;

    /// <summary>The pause after a failed unlearning; it doubles with each failure, up to a hundred times. At most an hour.
    /// Default 2 seconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether <c>POST /swap</c> is there, which loads the model's file anew: for load tests. Default false.</summary>
    public bool AllowSwap { get; set; }

    /// <exception cref="InvalidOperationException">Options are out of range; all of them are named.</exception>
    public void Check()
    {
        List<string> problems = [];
        void Require(bool holds, string problem)
        {
            if (!holds)
                problems.Add(problem);
        }
        Require(Data is not null || Model is null, "Model needs Data, the log that it was trained on.");
        foreach (var (name, file) in new[] { (nameof(Data), Data), (nameof(Titles), Titles), (nameof(Model), Model) })
            Require(file is null || File.Exists(file), $"{name}: there is no file '{file}'.");
        Require(!string.IsNullOrWhiteSpace(State), "State is empty; it must be a folder.");
        Require(Users >= 10, $"Users is {Users}; it must be at least 10.");
        Require(Epochs >= 1, $"Epochs is {Epochs}; it must be at least 1.");
        Require(
            ForgetDelay >= TimeSpan.Zero && ForgetDelay <= _mostDelay, $"ForgetDelay is {ForgetDelay}; it must be 0 to {_mostDelay}.");
        Require(ForgetBatch >= 1, $"ForgetBatch is {ForgetBatch}; it must be at least 1.");
        Require(MaximumPending >= 1, $"MaximumPending is {MaximumPending}; it must be at least 1.");
        Require(
            RetryDelay > TimeSpan.Zero && RetryDelay <= _mostDelay, $"RetryDelay is {RetryDelay}; it must be above 0, to {_mostDelay}.");
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(' ', problems));
    }
}
