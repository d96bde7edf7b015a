using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Fisher;

namespace MLNetUnlearn;

/// <summary>Forget requests, unlearning methods and how well they forgot; see <see cref="MLContextExtensions.Unlearning"/>.</summary>
public sealed partial class UnlearningCatalog
{
    private readonly MLContext _mlContext;

    internal UnlearningCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>
    /// A calibrated Newton step, the fastest of the calibrated methods: the items to forget move until their pairs are found no better than
    /// pairs the model never saw; a few steps of fine-tuning mend the rest.
    /// </summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="damping">λ, above 0: how much a step keeps to the pairs' own direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator NewtonStep(SequentialRecommenderTransformer model, double damping = 1) =>
        NewtonStep(model, new NewtonStepOptions { Damping = damping });

    /// <summary>A calibrated Newton step with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Damping, and the steps that mend.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator NewtonStep(SequentialRecommenderTransformer model, NewtonStepOptions options) =>
        new(_mlContext, model, options);

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
    public UnlearningEstimator Cau(SequentialRecommenderTransformer model, double learningRate = 3.5e-3) =>
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

    /// <summary>SISA: only slices of shards whose data have changed are trained again, from the states before them.</summary>
    /// <param name="model">A model that <c>Trainers.Sisa</c> has trained with a folder of states; it stays as it is.</param>
    /// <param name="stateFolder">The folder; <see langword="null"/>: where the training put the states.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no shards, or options are out of range; all of them are named.</exception>
    public UnlearningEstimator Sisa(SequentialRecommenderTransformer model, string? stateFolder = null) =>
        Sisa(model, new SisaUnlearningOptions { StateFolder = stateFolder });

    /// <summary>SISA with all its options.</summary>
    /// <param name="model">A model that <c>Trainers.Sisa</c> has trained with a folder of states; it stays as it is.</param>
    /// <param name="options">Where the states are, and who is told what was trained.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no shards, or options are out of range; all of them are named.</exception>
    public UnlearningEstimator Sisa(SequentialRecommenderTransformer model, SisaUnlearningOptions options) =>
        new(_mlContext, model, options);

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

    /// <summary>NPO: negative preference optimisation on what is to be forgotten, whose gradient dies in time, beside fine-tuning and the anchor.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="beta">β, above 0.</param>
    /// <param name="forgettingWeight">The weight of the loss that forgets, 0 or above.</param>
    /// <param name="fineTuningWeight">η_FT, 0 or above.</param>
    /// <param name="divergenceWeight">η_KL, 0 or above.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Npo(
        SequentialRecommenderTransformer model, double beta = 0.5, double forgettingWeight = 0.2, double fineTuningWeight = 1,
        double divergenceWeight = 0.25, double learningRate = 1e-3) => Npo(model, new NpoOptions
    {
        Beta = beta,
        ForgettingWeight = forgettingWeight,
        FineTuningWeight = fineTuningWeight,
        DivergenceWeight = divergenceWeight,
        LearningRate = learningRate,
    });

    /// <summary>NPO with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Weights, stop rule and schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Npo(SequentialRecommenderTransformer model, NpoOptions options) => new(_mlContext, model, options);

    /// <summary>Random labels: what is to be forgotten gives way to random items, beside fine-tuning and the anchor.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="forgettingWeight">The weight of the loss that forgets, 0 or above.</param>
    /// <param name="fineTuningWeight">η_FT, 0 or above.</param>
    /// <param name="divergenceWeight">η_KL, 0 or above.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator RandomLabel(
        SequentialRecommenderTransformer model, double forgettingWeight = 0.2, double fineTuningWeight = 1,
        double divergenceWeight = 0.25, double learningRate = 1e-3) => RandomLabel(model, new RandomLabelOptions
    {
        ForgettingWeight = forgettingWeight,
        FineTuningWeight = fineTuningWeight,
        DivergenceWeight = divergenceWeight,
        LearningRate = learningRate,
    });

    /// <summary>Random labels with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Weights, stop rule and schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator RandomLabel(SequentialRecommenderTransformer model, RandomLabelOptions options) => new(_mlContext, model, options);

    /// <summary>Gradient ascent on what is to be forgotten, down to the score of pairs the model never saw, in the item table alone; ours.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="forgettingWeight">The weight of the loss that forgets, 0 or above.</param>
    /// <param name="fineTuningWeight">η_FT, 0 or above.</param>
    /// <param name="divergenceWeight">η_KL, 0 or above.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator CalibratedAscent(
        SequentialRecommenderTransformer model, double forgettingWeight = 0.2, double fineTuningWeight = 1,
        double divergenceWeight = 0.25, double learningRate = 2e-3) => CalibratedAscent(model, new CalibratedAscentOptions
    {
        ForgettingWeight = forgettingWeight,
        FineTuningWeight = fineTuningWeight,
        DivergenceWeight = divergenceWeight,
        LearningRate = learningRate,
    });

    /// <summary>Calibrated ascent with all its options.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Weights, stop rule and schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator CalibratedAscent(SequentialRecommenderTransformer model, CalibratedAscentOptions options) => new(_mlContext, model, options);

    /// <summary>A method of your own: its objectives are yours; pairing, clipping, stopping and logging are shared.</summary>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="options">Options of a type of your own that overrides <see cref="GradientUnlearningOptions.Objectives"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public UnlearningEstimator Custom(SequentialRecommenderTransformer model, GradientUnlearningOptions options) =>
        new(_mlContext, model, options);
}
