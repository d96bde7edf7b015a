using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What a method sees in a step, with a model whose scores are written down: 10·i + v for item v after item i.</summary>
[TestClass]
public sealed class UnlearningStepTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _windows;
    private readonly SequentialRecommenderTransformer _model;

    // Keys a 1 to g 7. u1 forgets c after a, b and e after a, b, d; u2 forgets d after g, f. What remains to learn: a→b→d→f, g→f→a, a→b.
    public UnlearningStepTests()
    {
        var sequences = DataViews.Samples.Sequences(_mlContext, "u1: a b c d e f; u2: g f d a; u3: a b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 c; u1 e; u2 d"));
        _model = TableModel.Of(_mlContext, _windows, (i, v) => (10 * i) + v);
    }

    [TestMethod]
    public void Forget_scores_are_those_of_the_forgotten_items_after_their_contexts()
    {
        var pairs = new List<string>();
        Run(1, step => pairs.AddRange(Pairs(step).Zip(Values(step.ForgetScores), (pair, score) => $"{pair}: {score}")));

        CollectionAssert.AreEquivalent(new[] { "1 2 > 3: 23", "1 2 4 > 5: 45", "7 6 > 4: 64" }, pairs);
    }

    [TestMethod]
    public void Remaining_scores_are_those_of_the_remaining_targets_and_of_an_item_outside_the_users_remaining_ones()
    {
        // All windows are in the batch. Scores say which pair they belong to. u1 has a, b, d, f; u2 g, f, a; u3 a, b.
        var (positive, negative) = (new List<double>(), new List<double>());
        Run(4, step =>
        {
            positive.AddRange(Values(step.RemainingPositiveScores));
            negative.AddRange(Values(step.RemainingNegativeScores));
        }, learningRate: 1e-12);

        double[] once = [12, 24, 46, 76, 61, 12];
        CollectionAssert.AreEquivalent(once.Concat(once).Concat(once).Concat(once).ToArray(), positive);
        foreach (var (target, other) in positive.Zip(negative))
        {
            var outside = other - (10 * Math.Floor(target / 10));
            int[] allowed = target switch
            {
                24 or 46 => [3, 5, 7],
                76 or 61 => [2, 3, 4, 5],
                _ => [3, 4, 5, 6, 7],                                                             // 12 is u1's and u3's
            };
            Assert.Contains((int)outside, allowed, $"{target} {other}");
        }
    }

    [TestMethod]
    public void Candidates_are_the_target_and_200_items_that_all_targets_share()
    {
        Run(1, step =>
        {
            CollectionAssert.AreEqual(new long[] { 6, 201 }, step.RemainingCandidateScores.shape);
            var rows = Values(step.RemainingCandidateScores).Chunk(201).ToArray();
            var positive = Values(step.RemainingPositiveScores);
            for (var row = 0; row < rows.Length; row++)
            {
                Assert.AreEqual(positive[row], rows[row][0]);
                // The last item's tens aside, every row has the same items, 1 to 7.
                var items = rows[row][1..].Select(score => score - (10 * Math.Floor((positive[row] - 1) / 10))).ToArray();
                CollectionAssert.AreEqual(rows[0][1..].Select(score => score - (10 * Math.Floor((positive[0] - 1) / 10))).ToArray(), items);
                CollectionAssert.AreEquivalent(new[] { 1.0, 2, 3, 4, 5, 6, 7 }, items.Distinct().ToArray());
            }
        });
    }

    [TestMethod]
    public void Each_value_is_worked_out_once() => Run(1, step =>
    {
        var (first, second) = (All(step), All(step));
        for (var i = 0; i < first.Length; i++)
            Assert.AreSame(first[i], second[i]);
    });

    [TestMethod]
    public void The_teacher_stays_the_original_while_the_student_moves()
    {
        var (student, teacher) = (new List<double[]>(), new List<double[]>());
        Run(3, step =>
        {
            student.Add([.. Values(step.RemainingCandidateScores).Chunk(201).Select(row => row[0]).Order()]);
            teacher.Add([.. Values(step.TeacherCandidateScores).Chunk(201).Select(row => row[0]).Order()]);
        });

        double[] original = [12, 12, 24, 46, 61, 76];
        foreach (var scores in teacher)
            CollectionAssert.AreEqual(original, scores);
        CollectionAssert.AreEqual(original, student[0]);
        CollectionAssert.AreNotEqual(original, student[2]);
    }

    [TestMethod]
    public void Values_are_worked_out_once_per_step() => Run(1, step =>
    {
        var (forget, positive, candidates) = (step.ForgetScores, step.RemainingPositiveScores, step.RemainingCandidateScores);
        Assert.AreSame(forget, step.ForgetScores);
        Assert.AreSame(positive, step.RemainingPositiveScores);
        Assert.AreSame(candidates, step.RemainingCandidateScores);
        Assert.IsTrue(step.Student.training);
        Assert.IsFalse(step.TeacherCandidateScores.requires_grad);
    });

    [TestMethod]
    public void Every_pass_visits_each_pair_once_in_another_order()
    {
        var visited = new List<string>();
        Run(20, step => visited.AddRange(Pairs(step)), batchSize: 2);

        var passes = visited.Chunk(3).Select(pass => string.Join(", ", pass)).ToArray();
        Assert.HasCount(20, passes);
        foreach (var pass in passes)
            Assert.AreEqual("1 2 4 > 5, 1 2 > 3, 7 6 > 4", string.Join(", ", pass.Split(", ").Order(StringComparer.Ordinal)));
        Assert.IsGreaterThan(1, passes.Distinct().Count());
    }

    private void Run(int epochs, Action<UnlearningStep> look, int batchSize = 256, double learningRate = 0.01)
    {
        var probe = new ProbeOptions(step =>
        {
            look(step);
            return step.ForgetScores.sum() + step.RemainingPositiveScores.sum();
        });
        _mlContext.Unlearning().Custom(_model, probe with
        {
            MaximumEpochs = epochs, BatchSize = batchSize, LearningRate = learningRate, Stop = new NoStop(), Seed = 1,
        }).Fit(_windows);
    }

    private static IEnumerable<string> Pairs(UnlearningStep step)
    {
        var (items, bounds) = (step.ForgetContexts.Items.data<long>().ToArray(), step.ForgetContexts.Offsets.data<long>().ToArray());
        return step.ForgetTargets.data<long>().ToArray().Select((target, b) =>
            $"{string.Join(" ", items[(int)bounds[b]..(int)bounds[b + 1]])} > {target}");
    }

    private static double[] Values(Tensor tensor) => Array.ConvertAll(tensor.detach().data<float>().ToArray(), value => (double)value);

    private static Tensor[] All(UnlearningStep step) =>
    [
        step.ForgetScores, step.RemainingPositiveScores, step.RemainingNegativeScores, step.RemainingCandidateScores,
        step.TeacherCandidateScores,
    ];
}
