using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>CAU's objectives for a student and a teacher whose scores are written down.</summary>
[TestClass]
public sealed class CauLossTests
{
    private const int Items = 7;
    private const double Step = 0.02;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _windows;
    private readonly SequentialRecommenderTransformer _model;

    // Keys a 1 to g 7. c is forgotten after a, b; e after a, b, d; d after g, f. Next come d, f and a.
    public CauLossTests()
    {
        var sequences = DataViews.Samples.Sequences(_mlContext, "u1: a b c d e f; u2: g f d a; u3: a b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 c; u1 e; u2 d"));
        _model = TableModel.Of(_mlContext, _windows, Teacher);
    }

    [TestMethod]
    public void Each_objective_has_the_value_of_its_formula()
    {
        double[][] next = [], student = [], teacher = [];
        var losses = Losses(Student, step =>
        {
            next = Rows(step.NextRetainedScores!);
            student = Rows(step.RemainingCandidateScores);
            teacher = Rows(step.TeacherCandidateScores);
        });

        (int Last, int Forgotten)[] pairs = [(2, 3), (4, 5), (6, 4)];
        Assert.AreEqual(pairs.Average(pair => LogSigmoid(Student(pair.Last, pair.Forgotten))), losses["GA"], 1e-5);
        // (2/β) log(1 + (σ(s) / σ(s₀))^β) with β = ½
        Assert.AreEqual(pairs.Average(pair => 4 * Math.Log(1 + Math.Sqrt(Math.Exp(
            LogSigmoid(Student(pair.Last, pair.Forgotten)) - LogSigmoid(Teacher(pair.Last, pair.Forgotten)))))), losses["NPO"], 1e-5);
        CollectionAssert.AreEquivalent(
            new[] { (float)Student(2, 4), (float)Student(4, 6), (float)Student(6, 1) }, next.Select(row => (float)row[0]).ToArray());
        Assert.AreEqual(next.Average(row => -Math.Log(Softmax(row)[0])), losses["next retained"], 1e-5);
        Assert.AreEqual(student.Zip(teacher, (s, t) => Softmax(t).Zip(Softmax(s), (p0, p) => p0 * Math.Log(p0 / p)).Sum()).Average(), losses["KL"], 1e-5);
    }

    [TestMethod]
    public void Each_objectives_gradient_is_that_of_central_differences()
    {
        var gradients = new Dictionary<string, float[]>();
        Run(Student, step =>
        {
            var rows = step.Student.named_parameters().Single(named => named.name == "_rows.weight").parameter;
            foreach (var objective in All(step))
                gradients[objective.Name] = torch.autograd.grad([objective.Loss], [rows], retain_graph: true)[0].data<float>().ToArray();
        });

        Assert.HasCount(5, gradients);
        foreach (var (name, gradient) in gradients)
            Assert.IsGreaterThan(0.01f, gradient.Max(Math.Abs), name);
        for (var i = 1; i <= Items; i++)
        {
            for (var v = 1; v <= Items; v++)
            {
                var (above, below) = (Losses(Moved(i, v, Step)), Losses(Moved(i, v, -Step)));
                foreach (var (name, gradient) in gradients)
                    Assert.AreEqual((above[name] - below[name]) / (2 * Step), gradient[(i * Items) + v - 1], 2e-4, $"{name} {i} {v}");
            }
        }

        static Func<int, int, double> Moved(int row, int column, double by) =>
            (i, v) => Student(i, v) + ((i, v) == (row, column) ? by : 0);
    }

    [TestMethod]
    public void Without_a_retained_item_behind_any_context_that_objective_is_0()
    {
        var windows = Views.Window(_mlContext, Views.Partitioned(
            _mlContext, DataViews.Samples.Sequences(_mlContext, "u1: a b c; u2: a b c"), "u1 c"));
        var model = TableModel.Of(_mlContext, windows, Teacher);
        var losses = new List<float>();

        using var unlearned = _mlContext.Unlearning().Custom(model, new ProbeOptions(step =>
        {
            losses.Add(new CauOptions { NextRetainedWeight = 1 }.Objectives(step).Single(objective => objective.Name == "next retained").Loss.item<float>());
            return step.ForgetScores.sum();
        }) { MaximumEpochs = 1, Stop = new NoStop(), Seed = 1 }).Fit(windows);
        using var cau = _mlContext.Unlearning().Cau(model, new CauOptions { NextRetainedWeight = 1, MaximumEpochs = 3, Stop = new NoStop(), Seed = 1 }).Fit(windows);

        CollectionAssert.AreEqual(new[] { 0f }, losses);
        Assert.IsGreaterThan(0, Weights.Distance(Weights.Of(model.Module), Weights.Of(cau.Module)));
    }

    private static double Teacher(int i, int v) => (((3 * i) + (5 * v)) % 7 / 3.0) - 1;

    private static double Student(int i, int v) => (((4 * i) + (2 * v)) % 5 / 2.0) - 1;

    private static double LogSigmoid(double score) => -Math.Log(1 + Math.Exp(-score));

    private static double[] Softmax(double[] scores) => [.. scores.Select(score => Math.Exp(score) / scores.Sum(Math.Exp))];

    private static double[][] Rows(Tensor scores) =>
        [.. Array.ConvertAll(scores.detach().data<float>().ToArray(), value => (double)value).Chunk((int)scores.shape[1])];

    private static IEnumerable<Objective> All(UnlearningStep step) =>
        [.. new CauOptions { NextRetainedWeight = 1 }.Objectives(step), new CauOptions { ForgettingLoss = ForgettingLoss.NegativePreference }.Objectives(step)[0]];

    private Dictionary<string, double> Losses(Func<int, int, double> student, Action<UnlearningStep>? look = null)
    {
        var losses = new Dictionary<string, double>();
        Run(student, step =>
        {
            foreach (var objective in All(step))
                losses[objective.Name] = objective.Loss.item<float>();
            look?.Invoke(step);
        });
        return losses;
    }

    // Without dropout, the teacher stays as the model is, and the same items are drawn in every run.
    private void Run(Func<int, int, double> student, Action<UnlearningStep> look)
    {
        using var unlearned = _mlContext.Unlearning().Custom(_model, new ProbeOptions(step =>
        {
            ((TableModule)step.Student).Write(student);
            look(step);
            return step.ForgetScores.sum();
        }) { MaximumEpochs = 1, Stop = new NoStop(), Seed = 1 }).Fit(_windows);
    }
}
