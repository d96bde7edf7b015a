using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn;

/// <summary>Forget requests, unlearning methods and how well they forgot; see <see cref="MLContextExtensions.Unlearning"/>.</summary>
public sealed class UnlearningCatalog
{
    private readonly MLContext _mlContext;

    internal UnlearningCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>SRUGA: gradient ascent on what is to be forgotten, fine-tuning and a Kullback-Leibler anchor on the rest (thesis 3.4).</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="gradientAscentWeight">η_GA, 0 or above.</param>
    /// <param name="fineTuningWeight">η_FT, 0 or above.</param>
    /// <param name="divergenceWeight">η_KL, 0 or above.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Sruga(
        SequentialRecommenderTransformer model, double gradientAscentWeight = 0.5, double fineTuningWeight = 0.5, double divergenceWeight = 1,
        double learningRate = 1e-4) => Sruga(model, new SrugaOptions
    {
        GradientAscentWeight = gradientAscentWeight,
        FineTuningWeight = fineTuningWeight,
        DivergenceWeight = divergenceWeight,
        LearningRate = learningRate,
    });

    /// <summary>SRUGA with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Weights, stop rule and schedule; the thesis's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Sruga(SequentialRecommenderTransformer model, SrugaOptions options) => new(_mlContext, model, options);

    /// <summary>CAU: a Pareto step between forgetting and retaining, with the pairs to forget from easy to hard (arXiv:2508.15263).</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Cau(SequentialRecommenderTransformer model, double learningRate = 1e-4) =>
        Cau(model, new CauOptions { LearningRate = learningRate });

    /// <summary>CAU with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Objectives, gradient rule, curriculum, stop rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Cau(SequentialRecommenderTransformer model, CauOptions options) => new(_mlContext, model, options);

    /// <summary>Retraining from scratch on the remaining windows: the reference that every other method is judged beside.</summary>
    /// <param name="model">The model whose options and vocabulary are used; it stays as it is.</param>
    public UnlearningEstimator Retrain(SequentialRecommenderTransformer model) => Retrain(model, new RetrainOptions());

    /// <summary>Retraining with all its options.</summary>
    /// <param name="model">The model whose vocabulary is used; it stays as it is.</param>
    /// <param name="options">How to train; as the model was by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Retrain(SequentialRecommenderTransformer model, RetrainOptions options) => new(_mlContext, model, options);

    /// <summary>A method of your own: its objectives are yours; pairing, clipping, stopping and logging are shared.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Options of a type of your own that overrides <see cref="GradientUnlearningOptions.Objectives"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Custom(SequentialRecommenderTransformer model, GradientUnlearningOptions options) =>
        new(_mlContext, model, options);

#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    /// <summary>Draws forget requests as the thesis does (3.2.2): some users, and of each up to a share of the training items.</summary>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut, with <c>UserId</c> and <c>Sequence</c>.</param>
    /// <param name="userFraction">The share of users, in (0, 1].</param>
    /// <param name="maximumItemFraction">The largest share of a user's training items, in (0, 1]; never the first two.</param>
    /// <param name="seed">The same seed draws the same requests.</param>
    public IReadOnlyList<ForgetRequest> SampleForgetRequests(
        IDataView sequences, double userFraction = 0.1, double maximumItemFraction = 0.5, int seed = 1) =>
        ForgetRequestSampler.Sample(
            sequences, new ForgetRequestSamplerOptions { UserFraction = userFraction, MaximumItemFraction = maximumItemFraction, Seed = seed });

    /// <summary>Draws forget requests with all options, from columns of any name.</summary>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut.</param>
    /// <param name="options">Shares, seed and columns.</param>
    public IReadOnlyList<ForgetRequest> SampleForgetRequests(IDataView sequences, ForgetRequestSamplerOptions options) =>
        ForgetRequestSampler.Sample(sequences, options);

    /// <summary>Ranks the forgotten items with a model and beside it with a retrained one.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain: <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>UserId</c>.</param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model, or has nothing to forget.</exception>
    public ForgettingMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        int? negatives = null, int seed = 1) => Evaluate(model, retrained, partitioned, new RankingEvaluationOptions
    {
        TargetColumnName = "Target", ContextItemColumnName = null, Negatives = negatives, Seed = seed,
    });

    /// <summary>Ranks the items of one column in the rows to forget, with a model and beside it with a retrained one.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns and protocol; the target column is PartitionForgetRemain's, and nothing lies between it and the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model, or has nothing to forget.</exception>
    public ForgettingMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        RankingEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(retrained);
        return new ForgettingMetrics(
            RankingEvaluator.Evaluate(model, partitioned, options, forgetRows: true),
            RankingEvaluator.Evaluate(retrained, partitioned, options, forgetRows: true));
    }
#pragma warning restore CA1822
}
