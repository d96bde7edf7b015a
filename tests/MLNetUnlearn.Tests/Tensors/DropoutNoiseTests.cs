using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Tensors;

[TestClass]
public sealed class DropoutNoiseTests
{
    [TestMethod]
    public void The_same_seed_and_step_give_the_same_keys() => CollectionAssert.AreEqual(Keys(seed: 5, step: 7), Keys(seed: 5, step: 7));

    [TestMethod]
    public void A_step_can_be_begun_again_after_others()
    {
        var noise = new DropoutNoise();
        noise.BeginStep(5, 0);
        noise.NextKey();
        noise.BeginStep(5, 7);

        Assert.AreEqual(Keys(seed: 5, step: 7)[0], noise.NextKey());
    }

    [TestMethod]
    public void Seeds_steps_and_calls_all_have_keys_of_their_own()
    {
        var keys = Enumerable.Range(-10, 20).SelectMany(seed => Enumerable.Range(0, 20).SelectMany(step => Keys(seed, step))).ToArray();

        Assert.HasCount(20 * 20 * 10, keys);
        CollectionAssert.AllItemsAreUnique(keys);
    }

    [TestMethod]
    public void Outside_training_the_input_comes_back_as_it_is()
    {
        var input = torch.ones(3, 4);

        Assert.AreSame(input, new DropoutNoise().Dropout(input, 0.5, training: false));
    }

    [TestMethod]
    public void Dropout_of_probability_0_changes_nothing()
    {
        using var scope = torch.NewDisposeScope();

        var kept = Drop(torch.ones(10, 10), 0, step: 1);

        CollectionAssert.AreEqual(Enumerable.Repeat(1f, 100).ToArray(), kept);
    }

    [TestMethod]
    [DataRow(0.1)]
    [DataRow(0.5)]
    [DataRow(0.8)]
    public void Dropout_zeroes_a_share_p_and_scales_the_rest(double p)
    {
        using var scope = torch.NewDisposeScope();
        const int Count = 20_000;

        var values = Drop(torch.full(200, 100, 3f), p, step: 1);

        var kept = values.Where(value => value != 0).ToArray();
        var spread = 5 * Math.Sqrt(p * (1 - p) / Count);                                         // five standard deviations of the share
        Assert.AreEqual(1 - p, (double)kept.Length / Count, spread);
        foreach (var value in kept)
            Assert.AreEqual(3 / (1 - p), value, 1e-5);
    }

    [TestMethod]
    public void Dropout_repeats_for_the_same_step_and_differs_for_another()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.ones(20, 20);

        CollectionAssert.AreEqual(Drop(input, 0.5, step: 1), Drop(input, 0.5, step: 1));
        CollectionAssert.AreNotEqual(Drop(input, 0.5, step: 1), Drop(input, 0.5, step: 2));
    }

    [TestMethod]
    public void Gradients_pass_where_values_pass_and_with_the_same_factor()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.ones(8, 8, requires_grad: true);
        var noise = new DropoutNoise();
        noise.BeginStep(1, 1);

        var output = noise.Dropout(input, 0.25, training: true);
        output.sum().backward();

        CollectionAssert.AreEqual(output.data<float>().ToArray(), input.grad!.data<float>().ToArray());
    }

    [TestMethod]
    [DataRow(1.0, "p is 1; it must be in [0, 1).")]
    [DataRow(-0.25, "p is -0.25; it must be in [0, 1).")]
    [DataRow(double.NaN, "p is NaN; it must be in [0, 1).")]
    public void The_probability_must_be_in_its_range(double p, string problem)
    {
        using var scope = torch.NewDisposeScope();
        var (noise, input) = (new DropoutNoise(), torch.ones(2, 2));

        foreach (var training in new[] { true, false })
        {
            foreach (var call in new Action[]
            {
                () => noise.Dropout(input, p, training),
                () => noise.ReluDropout(input, p, training),
                () => noise.AddDropout(input, input, p, training),
            })
            {
                Assert.AreEqual($"{problem} (Parameter 'p')", Assert.ThrowsExactly<ArgumentOutOfRangeException>(call).Message);
            }
        }
    }

    private static float[] Drop(Tensor input, double p, long step)
    {
        var noise = new DropoutNoise();
        noise.BeginStep(1, step);
        return noise.Dropout(input, p, training: true).data<float>().ToArray();
    }

    private static long[] Keys(long seed, long step)
    {
        var noise = new DropoutNoise();
        noise.BeginStep(seed, step);
        return Enumerable.Range(0, 10).Select(_ => noise.NextKey()).ToArray();
    }
}
