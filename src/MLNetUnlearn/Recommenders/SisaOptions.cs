using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Saving;
using MLNetUnlearn.Recommenders.Shards;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Options of SISA: a network per shard of the users, trained slice by slice, with states to go back to (Bourtoule et al., "Machine
/// Unlearning", IEEE S&amp;P 2021).
/// </summary>
/// <remarks>
/// <see cref="Recommender"/> says what a shard's network is and how it is trained; columns, k, seed, threads, token, listener and
/// checkpoint are those of these options. Epochs, patience and validation count per shard, on the shard's users alone.
/// </remarks>
public sealed record SisaOptions : RecommenderOptions
{
    /// <summary>The network of a shard and its training. Default <see cref="SasRecOptions"/>.</summary>
    [JsonConverter(typeof(NestedOptionsConverter))]
    public RecommenderOptions Recommender { get; init; } = new SasRecOptions();

    /// <summary>S, the number of shards, 1 to 256. Default 5 (thesis, table 3).</summary>
    public int Shards { get; init; } = 5;

    /// <summary>
    /// R, the number of slices of a shard, 1 to 256. Training goes on from slices 1 to r − 1 with slices 1 to r, for
    /// 2·<see cref="RecommenderOptions.Epochs"/>/(R+1) epochs each, which are as many steps as without slices. Default 1: the thesis has
    /// none.
    /// </summary>
    public int Slices { get; init; } = 1;

    /// <summary>Which users make a shard. Default <see cref="UniformSharding"/>.</summary>
    public Sharding Sharding { get; init; } = new UniformSharding();

    /// <summary>How the shards' scores are put together. Default <see cref="MeanAggregation"/>.</summary>
    public Aggregation Aggregation { get; init; } = new MeanAggregation();

    /// <summary>
    /// The folder of the states, made where it is not there; it may hold those of one run. Fitting takes over the states that it would make
    /// again, so an interrupted training goes on. The states hold what is in the data and are to be guarded like them. Default
    /// <see langword="null"/>: none are kept, and unlearning is retraining. Not saved with the model.
    /// </summary>
    [JsonIgnore]
    public string? StateFolder { get; init; }

    /// <summary>Told once, when all shards are there. Default <see langword="null"/>. Not saved.</summary>
    [JsonIgnore]
    public IProgress<SisaReport>? Report { get; init; }

    /// <inheritdoc/>
    public override string Name => "Sisa";

    /// <inheritdoc/>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new ShardedModule(itemCount, maximumLength, this);

    /// <inheritdoc/>
    public override long CountWeights(int itemCount, int maximumLength)
    {
        // The shards' networks, their tables once more, shares and centroids. A network of the user's own that does not count its weights
        // may be smaller than its options say.
        var network = Recommender.CountWeights(itemCount, maximumLength);
        long d = Recommender.EmbeddingSize;
        var (table, centroid) = (Math.Min(network, (itemCount + 1L) * d), Aggregation.NeedsCentroids ? Math.Min(network, d) : 0);
        return Shards * (network + table + 1 + centroid);
    }

    /// <summary>What trains a shard's network.</summary>
    internal RecommenderOptions OfShard => Recommender with
    {
        SequenceColumnName = SequenceColumnName, TargetColumnName = TargetColumnName, UserColumnName = UserColumnName,
        ForgetColumnName = ForgetColumnName, ValidationColumnName = ValidationColumnName, RecommendedColumnName = RecommendedColumnName,
        ScoreColumnName = ScoreColumnName, TopK = TopK, ExcludeSeen = ExcludeSeen, Seed = Seed, Threads = Threads,
        CancellationToken = CancellationToken, Progress = Progress,
        Checkpoint = StateFolder is null ? null : Checkpoint, // without states nobody would come to the place where it goes on
    };

    internal override SequenceModule Train(
        RecommenderData data, long seed, Device device, IChannel channel, Action<SequenceModule>? start = null) =>
        ShardTraining.Run(this, data, seed, device, channel);

    internal override RecommenderOptions OfModel() =>
        (SisaOptions)base.OfModel() with { Recommender = Recommender.OfModel(), Report = null };

    internal override RecommenderOptions OfNetwork => Recommender;

    internal override RecommenderOptions WithoutStates() => this with { StateFolder = null };

    internal override RecommenderTrainerOptions CompletedBy(
        RecommenderTrainerOptions example, Func<string, JsonElement, RecommenderTrainerOptions> read) =>
        Recommender is not UnreadOptions unread ? this : this with
        {
            Recommender = read(unread.Name, unread.Options) as RecommenderOptions
                ?? throw new FormatException($"The model '{unread.Name}' of its shards is no network."),
        };

    /// <inheritdoc/>
    protected internal override void CheckWarmStart(RecommenderOptions trained, OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Add("Shards cannot go on from a trained model: what it has learnt would be in all of them.");
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        CheckLeft(problems);
        problems.Require(Recommender is not null, nameof(Recommender), Recommender, $"options such as {nameof(SasRecOptions)}");
        problems.Require(Recommender is not SisaOptions, nameof(Recommender), Name, "a network without shards");
        if (Recommender is not SisaOptions)
            Recommender?.Check(problems);
        problems.Require(Shards is >= 1 and <= 256, nameof(Shards), Shards, "1 to 256");
        problems.Require(Slices is >= 1 and <= 256, nameof(Slices), Slices, "1 to 256");
        problems.Require(
            Sharding is not null, nameof(Sharding), Sharding, $"{nameof(UniformSharding)} or {nameof(SimilaritySharding)}");
        Sharding?.Check(problems);
        problems.Require(
            Aggregation is not null, nameof(Aggregation), Aggregation, $"{nameof(MeanAggregation)} or {nameof(AttentionAggregation)}");
        Aggregation?.Check(problems);
        problems.Require(StateFolder is null || StateFolder.Trim().Length > 0, nameof(StateFolder), StateFolder, "a folder or null");
        if (Checkpoint is not null)
            problems.Require(StateFolder is not null, nameof(StateFolder), StateFolder, "a folder where there is a Checkpoint");
    }

    // They would be passed over in silence.
    private void CheckLeft(OptionProblems problems)
    {
        var left = new SisaOptions();
        Check(nameof(EmbeddingSize), EmbeddingSize, left.EmbeddingSize);
        Check(nameof(Epochs), Epochs, left.Epochs);
        Check(nameof(BatchSize), BatchSize, left.BatchSize);
        Check(nameof(Loss), Loss, left.Loss);
        Check(nameof(NegativeSampling), NegativeSampling, left.NegativeSampling);
        Check(nameof(LearningRate), LearningRate, left.LearningRate);
        Check(nameof(Beta2), Beta2, left.Beta2);
        Check(nameof(ItemUpdates), ItemUpdates, left.ItemUpdates);
        Check(nameof(GradientNormBound), GradientNormBound, left.GradientNormBound);
        Check(nameof(ValidateEveryEpochs), ValidateEveryEpochs, left.ValidateEveryEpochs);
        Check(nameof(PatienceEpochs), PatienceEpochs, left.PatienceEpochs);
        Check(nameof(ValidationNegatives), ValidationNegatives, left.ValidationNegatives);

        void Check(string option, object? value, object? whole) => problems.Require(
            Equals(value, whole), option, value, $"left at {whole ?? "null"}: that of the shards is Recommender.{option}");
    }
}
