using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>SRUGA's loss against the thesis's equations, worked out in doubles from the scores of a step.</summary>
[TestClass]
public sealed class SrugaLossTests
{
    [TestMethod]
    [DataRow(0.5, 0.5, 1.0, DisplayName = "the thesis's weights")]
    [DataRow(1.0, 0.0, 0.0, DisplayName = "gradient ascent alone")]
    [DataRow(0.0, 1.0, 0.0, DisplayName = "fine-tuning alone")]
    [DataRow(0.0, 0.0, 1.0, DisplayName = "divergence alone")]
    [DataRow(0.2, 0.0, 3.0, DisplayName = "ascent and divergence")]
    [DataRow(0.2, 3.0, 0.0, DisplayName = "ascent and fine-tuning")]
    [DataRow(0.0, 0.2, 3.0, DisplayName = "fine-tuning and divergence")]
    public void The_loss_is_the_weighted_sum_of_the_three_terms(double ascent, double tuning, double divergence)
    {
        var sruga = PlantedForgetting.Sruga(ascent, tuning, divergence);
        var losses = new List<(double Expected, double Actual)>();
        var probe = new ProbeOptions(step =>
        {
            var loss = Loss(sruga, step);
            losses.Add(((ascent * Ascent(step)) + (tuning * Tuning(step)) + (divergence * Divergence(step)), loss.item<float>()));
            return loss;
        });

        PlantedForgetting.Context.Unlearning().Custom(PlantedForgetting.Original, Schedule(probe)).Fit(PlantedForgetting.Windows);

        Assert.IsGreaterThan(2, losses.Count);
        foreach (var (expected, actual) in losses)
            Assert.AreEqual(expected, actual, 2e-5);
    }

    [TestMethod]
    public void The_divergence_is_0_while_the_student_is_the_teacher_and_grows_as_it_moves_away()
    {
        var divergences = new List<double>();
        var plain = PlantedForgetting.Sruga(ascent: 1, tuning: 0, divergence: 0);
        var probe = new ProbeOptions(step =>
        {
            step.Student.eval();                                                                 // no dropout, as the teacher
            divergences.Add(Loss(PlantedForgetting.Sruga(0, 0, 1), step).item<float>());
            return Loss(plain, step);
        });

        PlantedForgetting.Context.Unlearning().Custom(PlantedForgetting.Original, Schedule(probe)).Fit(PlantedForgetting.Windows);

        Assert.AreEqual(0, divergences[0], 1e-6);
        Assert.IsGreaterThan(1e-4, divergences[^1]);
        Assert.IsTrue(divergences.Skip(1).All(value => value > 0), string.Join(" ", divergences));
    }

    private static Tensor Loss(SrugaOptions options, UnlearningStep step) =>
        options.Objectives(step).Select(objective => objective.Weight * objective.Loss).Aggregate((sum, term) => sum + term);

    private static ProbeOptions Schedule(ProbeOptions probe)
    {
        var like = PlantedForgetting.Sruga(1, 1, 1);
        return probe with
        {
            BatchSize = like.BatchSize, LearningRate = like.LearningRate, MaximumEpochs = 3, Stop = like.Stop, Seed = like.Seed,
        };
    }

    // mean log σ(s)
    private static double Ascent(UnlearningStep step) => Values(step.ForgetScores).Average(LogSigmoid);

    // mean of −log σ(s⁺) − log(1 − σ(s⁻))
    private static double Tuning(UnlearningStep step) =>
        Values(step.RemainingPositiveScores).Zip(Values(step.RemainingNegativeScores), (positive, negative) =>
            -LogSigmoid(positive) - LogSigmoid(-negative)).Average();

    // mean Σ p₀ log(p₀ / p)
    private static double Divergence(UnlearningStep step)
    {
        var width = (int)step.RemainingCandidateScores.shape[1];
        var student = Values(step.RemainingCandidateScores).Chunk(width).Select(Softmax);
        var teacher = Values(step.TeacherCandidateScores).Chunk(width).Select(Softmax);
        return teacher.Zip(student, (p0, p) => p0.Zip(p, (a, b) => a * Math.Log(a / b)).Sum()).Average();
    }

    private static double LogSigmoid(double score) => Math.Log(1 / (1 + Math.Exp(-score)));

    private static double[] Softmax(double[] scores)
    {
        var sum = scores.Sum(score => Math.Exp(score - scores.Max()));
        return [.. scores.Select(score => Math.Exp(score - scores.Max()) / sum)];
    }

    private static double[] Values(Tensor tensor) => Array.ConvertAll(tensor.detach().data<float>().ToArray(), value => (double)value);
}
