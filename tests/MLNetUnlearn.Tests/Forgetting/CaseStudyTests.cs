using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Forgetting;

/// <summary>The thesis's case study (table 6): user 293 of the Beauty data has three of ten items forgotten.</summary>
[TestClass]
public sealed class CaseStudyTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;

    public CaseStudyTests()
    {
        IDataView sequences = Samples.Sequences(_mlContext,
            "293: 18426 29351 8742 54914 54912 32829 55044 55045 55040 55350 12536 55453");
        _split = _mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);
    }

    [TestMethod]
    public void The_partition_gives_the_remaining_sequence_and_three_forget_sequences()
    {
        IDataView partition = Estimator().Fit(_split).Transform(_split);

        CollectionAssert.AreEqual(new[]
        {
            "293 | 18426 29351 54914 32829 55045 55040 55350 | - | False | 12536 | 55453",
            "293 | 18426 29351 | 8742 | True | - | -",
            "293 | 18426 29351 54914 | 54912 | True | - | -",
            "293 | 18426 29351 54914 32829 | 55044 | True | - | -",
        }, Cells.Rows(partition, "UserId", "Sequence", "Target", "IsForget", "ValidationItem", "TestItem"));
    }

    [TestMethod]
    public void Padded_to_ten_the_forget_sequences_are_those_of_the_table()
    {
        EstimatorChain<ITransformer> pipeline = Estimator().Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 10));

        CollectionAssert.AreEqual(new[]
        {
            "- - - - 18426 29351 54914 32829 55045 55040 | - - - - 29351 54914 32829 55045 55040 55350 | False",
            "- - - - - - - - 18426 29351 | - - - - - - - - - 8742 | True",
            "- - - - - - - 18426 29351 54914 | - - - - - - - - - 54912 | True",
            "- - - - - - 18426 29351 54914 32829 | - - - - - - - - - 55044 | True",
        }, Cells.Rows(pipeline.Fit(_split).Transform(_split), "Sequence", "Target", "IsForget"));
    }

    [TestMethod]
    public void The_counts_are_those_of_the_case()
    {
        PartitionForgetRemainTransformer transformer = Estimator().Fit(_split);

        Assert.AreEqual((1, 3, 3, 0, 0), (transformer.UsersTouched, transformer.ForgottenOccurrences, transformer.ForgetRows,
            transformer.EmptiedHeldOutItems, transformer.UnmatchedRequests.Count));
    }

    private PartitionForgetRemainEstimator Estimator() => _mlContext.Transforms.PartitionForgetRemain(
        [new ForgetRequest("293", "8742"), new ForgetRequest("293", "54912"), new ForgetRequest("293", "55044")]);
}
