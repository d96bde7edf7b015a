using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Tests;

[TestClass]
public sealed class FastTreeErrorTests
{
    private static readonly Example[] Rows = [.. Example.Times(20, false, 0), .. Example.Times(20, true, 1)];

    public static IEnumerable<object[]> WrongOptions =>
    [
        [new FastTreeBinaryTrainer.Options { NumberOfLeaves = 1 }, "NumberOfLeaves"],
        [new FastTreeBinaryTrainer.Options { NumberOfTrees = 0 }, "NumberOfTrees"],
        [new FastTreeBinaryTrainer.Options { FeatureFraction = 1.1 }, "FeatureFraction"],
        [new FastTreeBinaryTrainer.Options { FeatureFractionPerSplit = -0.1 }, "FeatureFractionPerSplit"],
        [new FastTreeBinaryTrainer.Options { BaggingSize = -1 }, "BaggingSize"],
        [new FastTreeBinaryTrainer.Options { BaggingExampleFraction = 2 }, "BaggingExampleFraction"],
        [new FastTreeBinaryTrainer.Options { NumberOfThreads = 0 }, "NumberOfThreads"],
    ];

    [TestMethod]
    [DynamicData(nameof(WrongOptions))]
    public void Options_are_checked_when_fitting(FastTreeBinaryTrainer.Options options, string name)
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Example.Fit(options, Rows));

        Assert.AreEqual(name, exception.ParamName);
        StringAssert.Contains(exception.Message, "Must be", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_number_of_trees_must_fill_the_bags()
        => Assert.Throws<InvalidOperationException>(() => Example.Fit(new() { NumberOfTrees = 10, BaggingSize = 3 }, Rows));

    [TestMethod]
    public void Different_values_need_more_than_one_bin()
        => Assert.Throws<InvalidOperationException>(() => Example.Fit(new() { MaximumBinCountPerFeature = 1 }, Rows));

    [TestMethod]
    public void There_must_be_a_row_to_learn_from()
    {
        Assert.Throws<InvalidOperationException>(() => Example.Fit(new(), [new Example(true, [float.NaN])]));
        var definition = SchemaDefinition.Create(typeof(Example));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1);
        var none = new MLContext(1).Data.LoadFromEnumerable<Example>([], definition);
        Assert.Throws<InvalidOperationException>(() => new MLContext(1).BinaryClassification.Trainers.FastTree().Fit(none));
    }

    [TestMethod]
    public void The_label_must_be_boolean()
    {
        var context = new MLContext(1);
        var view = Example.View(context, Rows);
        var numbers = context.Transforms.CopyColumns("Label", "Weight").Fit(view).Transform(view);
        var trainer = context.BinaryClassification.Trainers.FastTree();

        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(numbers));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shapes.Of(numbers.Schema)));
    }

    [TestMethod]
    public void One_class_cannot_be_balanced()
        => Assert.Throws<InvalidOperationException>(() => Example.Fit(new() { UnbalancedSets = true }, [.. Example.Times(40, true, 1)]));

    [TestMethod]
    public void Missing_arguments_are_refused()
    {
        var trainers = new MLContext(1).BinaryClassification.Trainers;

        Assert.Throws<ArgumentNullException>(() => trainers.FastTree(null!));
        Assert.Throws<ArgumentNullException>(() => trainers.FastTree().GetOutputSchema(null!));
    }
}
