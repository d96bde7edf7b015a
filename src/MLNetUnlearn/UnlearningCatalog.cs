using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Fisher;

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

    /// <summary>Retraining from scratch on the remaining windows: the reference that every other method is judged beside.</summary>
    /// <param name="model">The model whose options and vocabulary are used; it stays as it is.</param>
    public UnlearningEstimator Retrain(SequentialRecommenderTransformer model) => Retrain(model, new RetrainOptions());

    /// <summary>Retraining with all its options.</summary>
    /// <param name="model">The model whose vocabulary is used; it stays as it is.</param>
    /// <param name="options">How to train; as the model was by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Retrain(SequentialRecommenderTransformer model, RetrainOptions options) => new(_mlContext, model, options);

    /// <summary>
    /// SSD: weights on which the pairs to forget hang far more than the training data do are made smaller, once, without gradient steps.
    /// </summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="selectionWeight">α, above 0: how many times more.</param>
    /// <param name="dampeningConstant">λ, 0 or above: how much of a selected weight is left.</param>
    /// <param name="fisherFile">The training data's diagonal of <c>SaveFisher</c>; without it the remaining windows give one.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Ssd(
        SequentialRecommenderTransformer model, double selectionWeight = 10, double dampeningConstant = 1, string? fisherFile = null) =>
        Ssd(model, new SsdOptions
        {
            SelectionWeight = selectionWeight, DampeningConstant = dampeningConstant, FisherFile = fisherFile,
        });

    /// <summary>SSD with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Selection, dampening, and where the training data's diagonal is.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Ssd(SequentialRecommenderTransformer model, SsdOptions options) => new(_mlContext, model, options);

    /// <summary>
    /// Stores the Fisher diagonal of a model on its training data, right after training, so that SSD can forget later without them. The
    /// file is as large as the weights. It tells, summed up, of all the data that went into it: erase it with the original model once
    /// something is forgotten, and make a new one of the unlearned model on what remains.
    /// </summary>
    /// <param name="model">The trained model.</param>
    /// <param name="windows">The windows it was trained on; rows whose <c>IsForget</c> is true are left out.</param>
    /// <param name="filePath">The file. It is replaced when the diagonal is complete, and left as it is when that fails.</param>
    /// <param name="batchSize">Windows per squared gradient, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The windows are coded or cut in another way than the model's, there are none, or the model's loss is no number.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveFisher(SequentialRecommenderTransformer model, IDataView windows, string filePath, int batchSize = 32) =>
        SaveFisher(model, windows, filePath, new FisherOptions { BatchSize = batchSize });

    /// <summary>Stores the Fisher diagonal, with all options.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="windows">The windows it was trained on; rows whose <c>IsForget</c> is true are left out.</param>
    /// <param name="filePath">The file. It is replaced when the diagonal is complete, and left as it is when that fails.</param>
    /// <param name="options">Batches, seed and threads.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The windows are coded or cut in another way than the model's, there are none, or the model's loss is no number.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveFisher(SequentialRecommenderTransformer model, IDataView windows, string filePath, FisherOptions options) =>
        FisherRun.Save(_mlContext, model, windows, filePath, options);

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

    /// <summary>
    /// Tries to tell the forgotten pairs from pairs never seen by what a model thinks of them, and beside it by what a retrained one does.
    /// </summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="seed">Seed of the non-members.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The view codes items in another way than a model, the models take contexts of different lengths, there is nothing to forget or nobody
    /// who forgets nothing, or a model has counted and so gives no probabilities.
    /// </exception>
    public MembershipMetrics EvaluateMembership(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int seed = 1) =>
        EvaluateMembership(model, retrained, partitioned, new MembershipEvaluationOptions { Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns and numbers of pairs.</param>
    /// <inheritdoc cref="EvaluateMembership(RecommenderTransformer, RecommenderTransformer, IDataView, int)" path="/exception"/>
    public MembershipMetrics EvaluateMembership(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, MembershipEvaluationOptions options) =>
        MembershipEvaluator.Evaluate(model, retrained, partitioned, options);

    /// <summary>
    /// Ranks the test items that lost a large share of their training occurrences to forgetting, with a model and with a retrained one.
    /// </summary>
    /// <remarks>
    /// The view tells of forgotten occurrences by its rows to forget: those without an item before them (first items, whole users) have none
    /// and are not counted.
    /// </remarks>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="minimumForgottenShare">The least share of an item's training occurrences that was forgotten, in (0, 1].</param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model.</exception>
    public ForgottenItemMetrics EvaluateForgottenItems(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, double minimumForgottenShare = 0.5,
        int? negatives = null, int seed = 1) => EvaluateForgottenItems(model, retrained, partitioned, new ForgottenItemEvaluationOptions
    {
        MinimumForgottenShare = minimumForgottenShare, Negatives = negatives, Seed = seed,
    });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Share, protocol and columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model.</exception>
    public ForgottenItemMetrics EvaluateForgottenItems(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, ForgottenItemEvaluationOptions options) =>
        ForgottenItemEvaluator.Evaluate(model, retrained, partitioned, options);
#pragma warning restore CA1822
}
