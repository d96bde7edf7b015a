using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What an unlearner needs of its input and promises of its output.</summary>
[TestClass]
public sealed class UnlearningInputTests
{
    private const string Users = "u1: a b c d e f; u2: b d e f a";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _partitioned;
    private readonly IDataView _windows;
    private readonly SequentialRecommenderTransformer _model;

    public UnlearningInputTests()
    {
        _partitioned = Views.Partitioned(_mlContext, Views.Split(_mlContext, Users), "u1 c; u2 e");
        _windows = Views.Window(_mlContext, _partitioned);
        _model = TableModel.Of(_mlContext, _windows, (i, v) => i + v);
    }

    [TestMethod]
    public void The_column_that_says_what_is_to_be_forgotten_must_be_there()
    {
        var windows = Views.Window(_mlContext, Views.Split(_mlContext, Users));

        AssertRejected<ArgumentOutOfRangeException>(
            windows,
            "There is no column 'IsForget'; Sruga needs a scalar Boolean of that name. " +
            "The columns are: UserId, Sequence, ValidationItem, TestItem, Target. (Parameter 'inputSchema')");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Sruga().GetOutputSchema(Shapes.Of(windows.Schema)));
    }

    [TestMethod]
    public void Whole_sequences_are_rejected_with_advice() => AssertRejected<ArgumentOutOfRangeException>(
        _partitioned,
        "Column 'Sequence' has type VarVector<Key<UInt32>>; Sruga needs a key vector (UInt32) of fixed size. " +
        "Append PadAndSplitSequences before this step. " +
        "Column 'Target' has type Key<UInt32>; Sruga needs a key vector (UInt32) of fixed size. " +
        "Append GroupIntoSequences, if missing, and PadAndSplitSequences before this step. (Parameter 'inputSchema')");

    [TestMethod]
    public void Nothing_to_forget_is_an_error()
    {
        // The request is for the first item, which leaves no context that it could follow.
        var split = Views.Split(_mlContext, Users);

        AssertRejected<InvalidOperationException>(
            Views.Window(_mlContext, Views.Partitioned(_mlContext, split, "u1 a")),
            "Sruga: there is no pair to forget: no row has 'IsForget' true and an item before its target. " +
            "Whole users, first items and held-out items leave no such row; Retrain forgets those.");
    }

    [TestMethod]
    public void Retraining_forgets_what_leaves_no_pair()
    {
        var split = Views.Split(_mlContext, Users);
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, "u1 a"));
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, split), (_, _) => 0, new TableOptions { Seed = 1 });

        using var retrained = _mlContext.Unlearning().Retrain(model, new RetrainOptions { Seed = 1 }).Fit(windows);
        using var trained = _mlContext.SequentialRecommendation().Trainers.Custom((TableOptions)model.Options with { Seed = 1 }).Fit(windows);

        Weights.AssertEqual(Weights.Of(trained.Module), Weights.Of(retrained.Module));
    }

    [TestMethod]
    public void Nothing_that_remains_is_an_error()
    {
        // One item of each user remains, which is too few for a window, but makes a context for the others.
        var split = Views.Split(_mlContext, Users);

        AssertRejected<InvalidOperationException>(
            Views.Window(_mlContext, Views.Partitioned(_mlContext, split, "u1 b; u1 c; u1 d; u2 d; u2 e")),
            "Sruga: nothing remains: no row has 'IsForget' false.");
    }

    [TestMethod]
    public void Windows_of_another_length_are_rejected() => AssertRejected<InvalidOperationException>(
        Views.Window(_mlContext, _partitioned, maximumLength: 5),
        "Column 'Sequence' holds windows of 5 items, but the model was trained on windows of 4.");

    [TestMethod]
    public void Another_number_of_items_is_rejected() => AssertRejected<InvalidOperationException>(
        Partition("u1: a b c d e f g; u2: b d e f a"),
        "Column 'Sequence' has keys for 7 items, but Table was trained on 6. Map the items with the same fitted Conversion.MapValueToKey.");

    [TestMethod]
    public void The_same_number_of_other_items_is_rejected() => AssertRejected<InvalidOperationException>(
        Partition("u1: a b c d x f; u2: b d x f a", forget: "u1 c; u2 x"),
        "In column 'Sequence' key 5 is item 'x', but Table was trained with 'e' there. " +
        "Map the items with the same fitted Conversion.MapValueToKey.");

    [TestMethod]
    public void Missing_items_are_left_out_of_a_context_wherever_they_stand()
    {
        var windows = _mlContext.Data.LoadFromEnumerable(new RawWindow[]
        {
            new() { Sequence = [0, 1, 2, 3], Target = [0, 2, 3, 4] },
            new() { Sequence = [0, 1, 0, 2], Target = [0, 0, 0, 5], IsForget = true },
        });
        var model = TableModel.Of(_mlContext, windows, (i, v) => i + v);
        long[] items = [];
        var probe = new ProbeOptions(step =>
        {
            items = step.ForgetContexts.Items.data<long>().ToArray();
            return step.ForgetScores.mean();
        }) { MaximumEpochs = 1, Stop = new NoStop() };

        _mlContext.Unlearning().Custom(model, probe).Fit(windows);

        CollectionAssert.AreEqual(new long[] { 1, 2 }, items);
    }

    [TestMethod]
    public void The_calibrated_rule_needs_users_who_forget_nothing()
    {
        // Both users forget something.
        AssertRejected<InvalidOperationException>(
            _windows,
            "Sruga: CalibratedStop has nothing to compare with: no user who forgets nothing has both a window and a validation item " +
            "('ValidationItem'). Hold validation items out with SplitLeaveOneOut, keep users without requests in the data, or set Stop to " +
            "PatienceStop or NoStop.");
    }

    [TestMethod]
    public void A_rule_that_compares_with_nothing_needs_no_other_users()
    {
        var (seen, told) = (new List<UnlearningProgress>(), new List<UnlearningReport>());

        var probe = new ProbeOptions(step => step.ForgetScores.mean())
        {
            Stop = new ProbeStop(seen), Progress = new Listener<UnlearningReport>(told.Add),
        };
        _mlContext.Unlearning().Custom(_model, probe).Fit(_windows);

        Assert.AreEqual((0.0, 0.0), (seen[0].ControlHit, seen[0].FirstControlHit));
        Assert.IsNotNull(told[0].ForgetHit);
        Assert.IsNull(told[0].ControlHit); // unknown is not 0
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    public void A_rule_must_let_steps_lie_between_checks(int every)
    {
        var probe = new ProbeOptions(step => step.ForgetScores.mean()) { Stop = new ProbeStop([], every) };

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().Custom(_model, probe).Fit(_windows));

        Assert.AreEqual($"Probe: ProbeStop lets {every} steps lie between two checks; it must be at least 1.", exception.Message);
    }

    [TestMethod]
    public void A_loss_that_is_no_number_is_an_error_and_the_original_stays()
    {
        var before = Weights.Of(_model.Module);
        var steps = 0;
        var probe = new ProbeOptions(step => step.ForgetScores.mean() * (++steps == 3 ? float.NaN : 1)) { Stop = new NoStop() };

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().Custom(_model, probe).Fit(_windows));

        Assert.AreEqual(
            "Probe: the loss became NaN at step 3; a lower LearningRate may help. The original model is unchanged.", exception.Message);
        Weights.AssertEqual(before, Weights.Of(_model.Module));
    }

    [TestMethod]
    public void Scores_that_are_no_numbers_at_a_check_are_an_error()
    {
        var probe = new ProbeOptions(step =>
        {
            Weights.Set(step.Student.ItemEmbedding.weight!, Enumerable.Repeat(float.NaN, 7 * 6).ToArray());
            return torch.zeros(1, requires_grad: true).sum();
        }) { Stop = new ProbeStop([], Every: 2, Checks: 5) };

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().Custom(_model, probe).Fit(_windows));

        Assert.AreEqual(
            "Probe: scores became NaN at step 2; a lower LearningRate may help. The original model is unchanged.", exception.Message);
    }

    private IDataView Partition(string users, string forget = "u1 c; u2 e") =>
        Views.Window(_mlContext, Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget));

    private UnlearningEstimator Sruga() => _mlContext.Unlearning().Sruga(_model);

    private void AssertRejected<TException>(IDataView input, string message)
        where TException : Exception => Assert.AreEqual(message, Assert.ThrowsExactly<TException>(() => Sruga().Fit(input)).Message);
}
