using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <summary>The sequential recommenders that can be trained.</summary>
public sealed class SequentialRecommendationTrainers
{
    private readonly MLContext _mlContext;

    internal SequentialRecommendationTrainers(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>SASRec, causal self-attention over a user's items (Kang and McAuley, ICDM 2018).</summary>
    /// <param name="sequenceColumnName">Column in: the windows, key vector of fixed size n.</param>
    /// <param name="targetColumnName">Column in: the item after each place of the window, key vector of size n.</param>
    /// <param name="epochs">Passes over the windows at most.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <param name="topK">How many items are recommended.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public SequentialRecommenderTrainer SasRec(
        string sequenceColumnName = "Sequence", string targetColumnName = "Target", int epochs = 200, double learningRate = 1e-3,
        int topK = 10) =>
        SasRec(new SasRecOptions
        {
            SequenceColumnName = sequenceColumnName,
            TargetColumnName = targetColumnName,
            Epochs = epochs,
            LearningRate = learningRate,
            TopK = topK,
        });

    /// <inheritdoc cref="SasRec(string, string, int, double, int)"/>
    /// <param name="options">All options.</param>
    public SequentialRecommenderTrainer SasRec(SasRecOptions options) => new(_mlContext, options);

    /// <summary>GRU4Rec, a recurrent network over a user's items (Hidasi et al., ICLR 2016).</summary>
    /// <inheritdoc cref="SasRec(string, string, int, double, int)"/>
    public SequentialRecommenderTrainer Gru4Rec(
        string sequenceColumnName = "Sequence", string targetColumnName = "Target", int epochs = 200, double learningRate = 1e-3,
        int topK = 10) =>
        Gru4Rec(new Gru4RecOptions
        {
            SequenceColumnName = sequenceColumnName,
            TargetColumnName = targetColumnName,
            Epochs = epochs,
            LearningRate = learningRate,
            TopK = topK,
        });

    /// <inheritdoc cref="Gru4Rec(string, string, int, double, int)"/>
    /// <param name="options">All options.</param>
    public SequentialRecommenderTrainer Gru4Rec(Gru4RecOptions options) => new(_mlContext, options);

    /// <summary>BERT4Rec, self-attention that looks both ways over a user's items, some of them masked (Sun et al., CIKM 2019).</summary>
    /// <inheritdoc cref="SasRec(string, string, int, double, int)"/>
    public SequentialRecommenderTrainer Bert4Rec(
        string sequenceColumnName = "Sequence", string targetColumnName = "Target", int epochs = 200, double learningRate = 1e-3,
        int topK = 10) =>
        Bert4Rec(new Bert4RecOptions
        {
            SequenceColumnName = sequenceColumnName,
            TargetColumnName = targetColumnName,
            Epochs = epochs,
            LearningRate = learningRate,
            TopK = topK,
        });

    /// <inheritdoc cref="Bert4Rec(string, string, int, double, int)"/>
    /// <param name="options">All options.</param>
    public SequentialRecommenderTrainer Bert4Rec(Bert4RecOptions options) => new(_mlContext, options);

    /// <summary>
    /// Popularity: the items with the most training interactions, the same for everyone. No model should be trusted that loses to it.
    /// </summary>
    /// <param name="sequenceColumnName">Column in: the windows, key vector of fixed size n.</param>
    /// <param name="targetColumnName">Column in: the item after each place of the window, key vector of size n.</param>
    /// <param name="topK">How many items are recommended.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public CountingRecommenderTrainer Popularity(
        string sequenceColumnName = "Sequence", string targetColumnName = "Target", int topK = 10) => Popularity(new PopularityOptions
    {
        SequenceColumnName = sequenceColumnName,
        TargetColumnName = targetColumnName,
        TopK = topK,
    });

    /// <inheritdoc cref="Popularity(string, string, int)"/>
    /// <param name="options">All options.</param>
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    public CountingRecommenderTrainer Popularity(PopularityOptions options) => new(options);
#pragma warning restore CA1822

    /// <summary>
    /// Item-to-item nearest neighbours (Sarwar et al., WWW 2001): the items that the same users have as those of the context.
    /// </summary>
    /// <param name="sequenceColumnName">Column in: the windows, key vector of fixed size n.</param>
    /// <param name="targetColumnName">Column in: the item after each place of the window, key vector of size n.</param>
    /// <param name="neighbors">How many of the most similar items are kept for each item.</param>
    /// <param name="shrinkage">How far the similarity of items that few users have is pulled towards 0.</param>
    /// <param name="decay">The weight of a context item relative to that of the next more recent one.</param>
    /// <param name="topK">How many items are recommended.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public CountingRecommenderTrainer ItemKnn(
        string sequenceColumnName = "Sequence", string targetColumnName = "Target", int neighbors = 200, double shrinkage = 20,
        double decay = 0.8, int topK = 10) => ItemKnn(new ItemKnnOptions
    {
        SequenceColumnName = sequenceColumnName,
        TargetColumnName = targetColumnName,
        Neighbors = neighbors,
        Shrinkage = shrinkage,
        Decay = decay,
        TopK = topK,
    });

    /// <inheritdoc cref="ItemKnn(string, string, int, double, double, int)"/>
    /// <param name="options">All options.</param>
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    public CountingRecommenderTrainer ItemKnn(ItemKnnOptions options) => new(options);
#pragma warning restore CA1822

    /// <summary>
    /// SISA: a network per shard of the users, with states that make unlearning exact and cheap (Bourtoule et al., IEEE S&amp;P 2021).
    /// </summary>
    /// <param name="stateFolder">Where the states are kept, for <c>Unlearning().Sisa</c>; <see langword="null"/>: nowhere.</param>
    /// <param name="sequenceColumnName">Column in: the windows, key vector of fixed size n.</param>
    /// <param name="targetColumnName">Column in: the item after each place of the window, key vector of size n.</param>
    /// <param name="shards">The number of shards.</param>
    /// <param name="slices">The number of slices of a shard.</param>
    /// <param name="topK">How many items are recommended.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public SequentialRecommenderTrainer Sisa(
        string? stateFolder = null, string sequenceColumnName = "Sequence", string targetColumnName = "Target", int shards = 5,
        int slices = 1, int topK = 10) =>
        Sisa(new SisaOptions
        {
            StateFolder = stateFolder,
            SequenceColumnName = sequenceColumnName,
            TargetColumnName = targetColumnName,
            Shards = shards,
            Slices = slices,
            TopK = topK,
        });

    /// <inheritdoc cref="Sisa(string, string, string, int, int, int)"/>
    /// <param name="options">All options.</param>
    public SequentialRecommenderTrainer Sisa(SisaOptions options) => new(_mlContext, options);

    /// <summary>A model of your own: its options build the network; data, losses, training and unlearning are shared.</summary>
    /// <param name="options">Options of a type of your own that overrides <see cref="RecommenderOptions.CreateModule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public SequentialRecommenderTrainer Custom(RecommenderOptions options) => new(_mlContext, options);
}
