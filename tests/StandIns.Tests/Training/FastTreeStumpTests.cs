using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Tests;

// Trees that are small enough to be grown by hand. At score 0 a row's first derivative is s/2 and its second one s^2/4 with s twice the
// learning rate; so a Newton step times the learning rate is the mean of the labels, counted as 1 and -1.
[TestClass]
public sealed class FastTreeStumpTests
{
    private static readonly Example[] Two =
        [.. Example.Times(20, false, 0), .. Example.Times(15, true, 1), .. Example.Times(5, false, 1)];

    // The means of the labels are -1, -0.8, 0.2 and 1.
    private static readonly Example[] Four =
    [
        .. Example.Times(10, false, 0), .. Example.Times(1, true, 1), .. Example.Times(9, false, 1), .. Example.Times(6, true, 2),
        .. Example.Times(4, false, 2), .. Example.Times(10, true, 3),
    ];

    [TestMethod]
    public void A_leaf_of_the_first_tree_scores_the_mean_label()
        => Equal([-1, 0.5f], Example.Scores(Example.Fit(Stump(), Two), 0, 1));

    [TestMethod]
    public void The_next_tree_steps_along_the_loss_that_is_left()
    {
        var options = Stump();
        options.NumberOfTrees = 2;

        var right = Newton(0.5, 15, 5);

        Equal([(float)(-1 + Newton(-1, 0, 20)), (float)(0.5 + right)], Example.Scores(Example.Fit(options, Two), 0, 1));

        // The learning rate times the sum of the first derivatives over that of the second ones.
        static double Newton(double score, int positives, int negatives)
        {
            var (up, down) = (0.4 / (1 + Math.Exp(0.4 * score)), 0.4 / (1 + Math.Exp(-0.4 * score)));
            return 0.2 * (positives * up - negatives * down) / (positives * up * (0.4 - up) + negatives * down * (0.4 - down));
        }
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.5)]
    public void The_probability_is_the_logistic_function_of_twice_the_learning_rate_times_the_score(double learningRate)
    {
        var options = Stump();
        options.LearningRate = learningRate;
        var scored = Example.Fit(options, Two).Transform(Example.View(new MLContext(1), Two));

        Equal([-1, 0.5f], [.. Read.Scalars<float>(scored, "Score").Distinct()]);
        Equal([(float)(1 / (1 + Math.Exp(2 * learningRate))), (float)(1 / (1 + Math.Exp(-learningRate)))],
            [.. Read.Scalars<float>(scored, "Probability").Distinct()]);
        CollectionAssert.AreEqual(Array.ConvertAll(Two, row => row.Features[0] > 0), Read.Scalars<bool>(scored, "PredictedLabel"));
    }

    [TestMethod]
    public void The_model_has_its_calibrator()
    {
        var context = new MLContext(1);

        var model = context.BinaryClassification.Trainers.FastTree(learningRate: 0.1).Fit(Example.View(context, Two));

        PlattCalibrator calibrator = model.Model.Calibrator;
        Assert.AreEqual(-0.2, calibrator.Slope, 1e-12);
        Assert.AreEqual(0, calibrator.Offset);
        Assert.AreEqual(1 / (1 + Math.Exp(-0.6)), calibrator.PredictProbability(3), 1e-6);
        Assert.AreEqual("Features", model.FeatureColumnName);
    }

    [TestMethod]
    public void A_threshold_lies_between_two_values_and_belongs_below()
        => Equal([-1, -1, 0.5f, 0.5f, 0.5f],
            Example.Scores(Example.Fit(Stump(), Two), float.NegativeInfinity, 0.5f, 0.51f, float.PositiveInfinity, float.NaN));

    [TestMethod]
    public void Weights_move_the_boundary()
    {
        Example[] weighted = [.. Example.Times(20, false, 0), .. Example.Times(15, true, 1), .. Example.Times(5, false, 1, weight: 5)];
        var options = Stump();
        options.ExampleWeightColumnName = "Weight";

        Equal([-1, (15 - 25) / 40f], Example.Scores(Example.Fit(options, weighted), 0, 1));
        Equal([-1, 0.5f], Example.Scores(Example.Fit(Stump(), weighted), 0, 1));
    }

    [TestMethod]
    public void Unbalanced_sets_count_each_class_as_a_whole()
    {
        var options = Stump();
        options.UnbalancedSets = true;

        // A positive row counts 1/15, a negative one 1/25.
        Equal([-1, (15 / 15f - 5 / 25f) / (15 / 15f + 5 / 25f)], Example.Scores(Example.Fit(options, Two), 0, 1));
    }

    [TestMethod]
    [DataRow(2, 10, 255, new[] { -0.9f, -0.9f, 0.6f, 0.6f })]
    [DataRow(3, 10, 255, new[] { -0.9f, -0.9f, 0.2f, 1f })] // gains 3.2 on the right, 0.2 on the left
    [DataRow(4, 10, 255, new[] { -1f, -0.8f, 0.2f, 1f })]
    [DataRow(20, 10, 255, new[] { -1f, -0.8f, 0.2f, 1f })]
    [DataRow(4, 11, 255, new[] { -0.9f, -0.9f, 0.6f, 0.6f })]
    [DataRow(4, 21, 255, new[] { 0f, 0f, 0f, 0f })]
    [DataRow(4, 10, 2, new[] { -0.9f, -0.9f, 0.6f, 0.6f })]
    public void The_leaf_that_gains_most_is_split_as_far_as_the_options_allow(int leaves, int minimumCount, int bins, float[] scores)
    {
        var options = Stump();
        options.NumberOfLeaves = leaves;
        options.MinimumExampleCountPerLeaf = minimumCount;
        options.MaximumBinCountPerFeature = bins;

        Equal(scores, Example.Scores(Example.Fit(options, Four), 0, 1, 2, 3));
    }

    [TestMethod]
    public void One_class_alone_is_learnt()
        => Equal([-1, -1], Example.Scores(Example.Fit(Stump(), [.. Example.Times(20, false, 0), .. Example.Times(20, false, 1)]), 0, 1));

    [TestMethod]
    public void Rows_are_skipped_that_have_a_feature_that_is_not_finite_or_a_weight_that_is_not_positive()
    {
        Example[] odd =
        [
            new(true, [float.NaN]), new(true, [float.PositiveInfinity]), new(true, [0], 0), new(true, [0], -1), new(true, [0], float.NaN),
            new(true, [0], float.PositiveInfinity), .. Two,
        ];
        var options = Stump();
        options.ExampleWeightColumnName = "Weight";

        Equal([-1, 0.5f], Example.Scores(Example.Fit(options, odd), 0, 1));
    }

    [TestMethod]
    public void A_tree_may_be_left_no_feature()
    {
        var options = Stump();
        options.FeatureFraction = 0;

        Equal([0, 0], Example.Scores(Example.Fit(options, Two), 0, 1));
    }

    [TestMethod]
    [DataRow(1.0, -1f)]
    [DataRow(0.0, 0.5f)]
    public void A_split_may_keep_to_an_earlier_feature(double fraction, float score)
    {
        // The second feature is the label; the first one is 1 for 15 of 20 positive and 5 of 20 negative rows.
        Example[] rows = [.. Enumerable.Range(0, 40).Select(i => new Example(i < 20, [i is < 15 or >= 35 ? 1 : 0, i < 20 ? 1 : 0]))];
        var options = Stump();
        options.FeatureFractionPerSplit = fraction;

        Equal([score], Example.Scores(Example.Fit(options, rows), [new Example(false, [1, 0])]));
    }

    [TestMethod]
    public void A_bag_of_all_rows_changes_nothing()
    {
        var options = Stump();
        options.NumberOfTrees = 4;
        var without = Example.Scores(Example.Fit(options, Two), 0, 1);
        options.BaggingSize = 2;
        options.BaggingExampleFraction = 1;

        Equal(without, Example.Scores(Example.Fit(options, Two), 0, 1));
    }

    [TestMethod]
    public void Sparse_features_are_the_same_as_dense_ones()
    {
        var context = new MLContext(1);
        var sparse = context.Data.LoadFromEnumerable(Two.Select(row => new SparseExample
        {
            Label = row.Label,
            Features = row.Features[0] == 0 ? new VBuffer<float>(3, 0, [], []) : new VBuffer<float>(3, 1, [1], [2]),
        }));

        var scored = context.BinaryClassification.Trainers.FastTree(Stump()).Fit(sparse).Transform(sparse);

        Equal([.. Two.Select(row => row.Features[0] == 0 ? -1 : 0.5f)], Read.Scalars<float>(scored, "Score"));
    }

    private static FastTreeBinaryTrainer.Options Stump() => new() { NumberOfTrees = 1, NumberOfLeaves = 2 };

    private static void Equal(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6f, $"at {i}");
    }

    private sealed class SparseExample
    {
        public bool Label { get; set; }

        [VectorType(3)]
        public VBuffer<float> Features { get; set; }
    }
}
