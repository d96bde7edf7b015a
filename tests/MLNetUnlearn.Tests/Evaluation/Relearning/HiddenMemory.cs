using Microsoft.ML;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Relearning;

/// <summary>
/// Two forgotten pairs, x after b and y after d, in models whose scores are written down. All other items score 0 and count against x and y
/// where they are no better, so a pair is found once its score is above 0. As Adam moves a weight whose gradient stays the same by the
/// learning rate at every step, a score k - ½ learning rates below 0 takes k steps; items that are drawn as negatives sink, but sixty are
/// too many for forty steps to change that.
/// </summary>
internal sealed class HiddenMemory
{
    public const double LearningRate = 1e-4;

    public HiddenMemory()
    {
        var others = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"i{i}"));
        View = Views.Partitioned(
            Context, Views.Split(Context, $"f1: a b x p q; f2: c d y p q; u: {others} p q"), "f1 x; f2 y");
        Original = Model("b>x 5; d>y 5");
    }

    public MLContext Context { get; } = new(seed: 1);

    /// <summary>Whole sequences: what remains, and the two pairs to forget.</summary>
    public IDataView View { get; }

    /// <summary>A model that finds both.</summary>
    public SequentialRecommenderTransformer Original { get; }

    /// <summary>A model that finds the pairs again after so many steps.</summary>
    public SequentialRecommenderTransformer After(int x, int y) => Model(FormattableString.Invariant(
        $"b>x {-(x - 0.5) * LearningRate:F6}; d>y {-(y - 0.5) * LearningRate:F6}"));

    public SequentialRecommenderTransformer Model(string scores, TableOptions? options = null) =>
        NamedScores.Model(Context, View, scores, options: options);

    /// <summary>A network of options for the same items, trained for an epoch.</summary>
    public SequentialRecommenderTransformer Fit(RecommenderOptions options) => Context.SequentialRecommendation().Trainers
        .Custom(options with { Epochs = 1, Seed = 1, ValidationColumnName = null }).Fit(Views.Window(Context, View, 6));

    public RelearningMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, RelearningEvaluationOptions? options = null) =>
        Context.Unlearning().EvaluateRelearning(
            Original, model, retrained, View,
            (options ?? new RelearningEvaluationOptions { CheckEverySteps = 1 }) with { LearningRate = LearningRate });
}
