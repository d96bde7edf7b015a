using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using static MLNetUnlearn.Tests.Persistence.Reloading;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>What mlContext.Model.Load gives, made whole by Restore.</summary>
[TestClass]
public sealed class RestoreTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_whole_chain_comes_back_as_it_was()
    {
        var log = Samples.Log(_mlContext, "u1 a 1; u1 b 2; u1 c 3; u1 d 4; u2 b 1; u2 a 2; u2 d 3; u2 c 4; u1 a 5; u2 d 6; u1 b 7");
        var chain = _mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp")
            .Append(_mlContext.Transforms.SplitLeaveOneOut())
            .Append(_mlContext.Transforms.PartitionForgetRemain([new ForgetRequest("u1", "c"), new ForgetRequest("u2", "d", 3)]))
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 3))
            .Append(_mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny))
            .Fit(log);

        var loaded = Reload(chain, log.Schema, out _);
        using var restored = _mlContext.Model.Restore<SequentialRecommenderTransformer>(loaded);

        Schemas.AssertEqual(chain.Transform(log).Schema, restored.Transform(log).Schema, "schema");
        CollectionAssert.AreEqual(Cells.Rows(chain.Transform(log)), Cells.Rows(restored.Transform(log)));
        Weights.AssertEqual(Weights.Of(chain.LastTransformer.Module), Weights.Of(restored.LastTransformer.Module));
        var partition = restored.OfType<PartitionForgetRemainTransformer>().Single();
        Assert.AreEqual(2, partition.UsersTouched);
        Assert.AreEqual(2, partition.ForgottenOccurrences);
        chain.Dispose();
    }

    [TestMethod]
    public void Before_Restore_a_step_that_changes_the_number_of_rows_says_what_to_do()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b; u2 a");
        var chain = _mlContext.Transforms.GroupIntoSequences().Append(_mlContext.Transforms.SplitLeaveOneOut()).Fit(log);

        var loaded = Reload(chain, log.Schema, out _);

        foreach (Action use in new Action[] { () => loaded.Transform(log), () => loaded.GetOutputSchema(log.Schema) })
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Contains(
                "what step GroupIntoSequences makes: call mlContext.Model.Restore on the model after mlContext.Model.Load", exception.Message);
        }
    }

    [TestMethod]
    public void Unmatched_requests_are_reported_after_loading_too()
    {
        var split = Views.Split(_mlContext, SavedModels.Users);
        var partition = _mlContext.Transforms.PartitionForgetRemain(
            [new ForgetRequest("u1", "c"), new ForgetRequest("u9", "c")],
            new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report }).Fit(split);

        var restored = _mlContext.Model.Restore<PartitionForgetRemainTransformer>(Reload(partition, split.Schema, out _)).LastTransformer;

        CollectionAssert.AreEqual(
            new[] { new UnmatchedForgetRequest(new ForgetRequest("u9", "c"), "there is no user 'u9'") }, restored.UnmatchedRequests.ToArray());
        Assert.AreEqual(1, restored.ForgetRows);
    }

    [TestMethod]
    public void Scopes_nesting_and_other_steps_are_kept()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b; u2 a; u2 b");
        var inner = _mlContext.Transforms.GroupIntoSequences().Fit(log);
        var chain = new TransformerChain<ITransformer>(
            [
                _mlContext.Transforms.CopyColumns("Copy", "UserId").Fit(log), new TransformerChain<ITransformer>(inner),
                _mlContext.Transforms.SplitLeaveOneOut().Fit(inner.Transform(log)),
            ],
            [TransformerScope.Everything, TransformerScope.Scoring | TransformerScope.Testing, TransformerScope.Training]);

        var restored = _mlContext.Model.Restore<ITransformer>(Reload(chain, log.Schema, out _));

        CollectionAssert.AreEqual(new[] { 3 - 1, 2, 2 }, new[] { Count(TransformerScope.Training), Count(TransformerScope.Testing), Count(TransformerScope.Scoring) });
        CollectionAssert.AreEqual(Cells.Rows(chain.Transform(log)), Cells.Rows(restored.Transform(log)));

        int Count(TransformerScope scope) => restored.GetModelFor(scope).Count();
    }

    [TestMethod]
    public void What_Restore_did_not_make_it_does_not_dispose()
    {
        using var model = SavedModels.Fit(_mlContext);
        var split = Views.Split(_mlContext, SavedModels.Users);
        var chain = new TransformerChain<SequentialRecommenderTransformer>(model);

        Assert.AreSame(chain, _mlContext.Model.Restore<SequentialRecommenderTransformer>(chain));
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Model.Restore<PartitionForgetRemainTransformer>(new TransformerChain<ITransformer>(model)));

        Assert.AreEqual("The last step of the model is a SequentialRecommenderTransformer, not a PartitionForgetRemainTransformer.", exception.Message);
        Assert.HasCount(3, Cells.Rows(model.Transform(split), "Recommended"));
    }

    [TestMethod]
    public void A_step_inside_a_chain_inside_a_chain_is_restored()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b; u2 a");
        var chain = new TransformerChain<ITransformer>(
            _mlContext.Transforms.CopyColumns("Copy", "UserId").Fit(log),
            new TransformerChain<ITransformer>(new TransformerChain<ITransformer>(_mlContext.Transforms.GroupIntoSequences().Fit(log))));

        var restored = _mlContext.Model.Restore<ITransformer>(Reload(chain, log.Schema, out _));

        CollectionAssert.AreEqual(Cells.Rows(chain.Transform(log)), Cells.Rows(restored.Transform(log)));
    }

    [TestMethod]
    public void A_chain_that_was_never_saved_is_taken_over()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b");
        var chain = _mlContext.Transforms.CopyColumns("Copy", "UserId").Append(_mlContext.Transforms.GroupIntoSequences()).Fit(log);

        var restored = _mlContext.Model.Restore<ITransformer>(chain);

        CollectionAssert.AreEqual(Cells.Rows(chain.Transform(log)), Cells.Rows(restored.Transform(log)));
    }

    [TestMethod]
    public void The_last_step_must_have_the_type_that_is_asked_for()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b");
        var loaded = Reload(_mlContext.Transforms.GroupIntoSequences().Fit(log), log.Schema, out _);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Model.Restore<SequentialRecommenderTransformer>(loaded));

        Assert.AreEqual("The last step of the model is a GroupIntoSequencesTransformer, not a SequentialRecommenderTransformer.", exception.Message);
    }

    [TestMethod]
    public void A_model_of_a_users_own_is_restored_with_an_example_of_its_options()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c; u2: c a b");
        using var model = TableModel.Of(_mlContext, windows, (i, v) => i - v, new TableOptions { TopK = 3, ExcludeSeen = false });
        var loaded = Reload(model, windows.Schema, out _);

        using var restored = _mlContext.Model.Restore<SequentialRecommenderTransformer>(loaded, new TableOptions());

        AssertSame(model.Transform(windows), restored.Transform(windows), "Recommended", "Score");
        Assert.ThrowsExactly<FormatException>(() => _mlContext.Model.Restore<ITransformer>(loaded));
    }
}
