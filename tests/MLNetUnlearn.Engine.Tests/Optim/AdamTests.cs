namespace MLNetUnlearn.Engine.Tests.Optim;

[TestClass]
public sealed class AdamTests
{
    [TestMethod]
    public void TheFirstStepIsTheLearningRate()
    {
        Parameter p = nn.Parameter(tensor([1f, -2f, 3f]));
        using Adam adam = optim.Adam([p], 0.1);
        p.grad = tensor([0.3f, -5f, 0f]);
        adam.step();
        Values.AreClose([0.9, -1.9, 3], p, 1e-6);
    }

    [TestMethod]
    public void TheTrajectoryFollowsTheFormula()
    {
        (double, bool, bool)[] settings = [(0.0, false, false), (0.1, false, false), (0.0, true, false), (0.1, true, true)];
        foreach ((double decay, bool amsgrad, bool maximize) in settings)
        {
            Parameter p = nn.Parameter(Values.Of(1, 37));
            using Adam adam = optim.Adam([p], 0.05, 0.8, 0.95, 1e-6, decay, amsgrad, maximize);
            Follow(adam, p, new Reference(0.05, 0.8, 0.95, 1e-6, decay, 0, amsgrad, maximize));
        }
    }

    [TestMethod]
    public void AParameterGivenTwiceHasOneState()
    {
        Parameter p = nn.Parameter(tensor([1f]));
        using Adam adam = optim.Adam([p, p], 0.1);
        var state = (Adam.State)adam.state_dict().State[1];
        p.grad = tensor([2f]);
        adam.step();
        Assert.AreEqual(2, state.step);
        Values.AreClose([0.9 * 0.2 + 0.2], state.exp_avg, 1e-6);
        Values.AreClose([0.8], p, 1e-6); // of a constant gradient each step is the learning rate
    }

    [TestMethod]
    public void AdamWShrinksTheParameterItself()
    {
        Parameter p = nn.Parameter(Values.Of(1, 37));
        using AdamW adam = optim.AdamW([p], 0.05, weight_decay: 0.1);
        Follow(adam, p, new Reference(0.05, 0.9, 0.999, 1e-8, 0, 0.1, false, false));
    }

    [TestMethod]
    public void RowsWithoutGradientsStillMove()
    {
        using Embedding embedding = nn.Embedding(5, 3);
        float[] start = Values.Floats(embedding.weight!);
        using Adam adam = optim.Adam(embedding.parameters(), 0.1);
        Reference[] references = [.. start.Select(_ => new Reference(0.1, 0.9, 0.999, 1e-8, 0, 0, false, false))];
        double[] expected = [.. start.Select(value => (double)value)];
        foreach (long row in new long[] { 1, 1, 4, 2 })
        {
            adam.zero_grad();
            (embedding.call(tensor([row, row])) * 0.7f).sum().backward();
            adam.step();
            for (int i = 0; i < expected.Length; i++) expected[i] = references[i].Next(expected[i], i / 3 == row ? 1.4 : 0);
        }
        Values.AreClose(expected, embedding.weight!);
    }

    [TestMethod]
    public void TheLearningRateMayChange()
    {
        Parameter p = nn.Parameter(tensor([1f]));
        using Adam adam = optim.Adam([p], 0.1);
        foreach (optim.ILearningRateController group in adam.ParamGroups)
        {
            Assert.AreEqual(0.1, group.LearningRate);
            group.LearningRate = 0.01;
            Assert.AreEqual(0.1, group.InitialLearningRate);
        }
        p.grad = tensor([1f]);
        adam.step();
        Values.AreClose([0.99], p, 1e-6);
    }

    [TestMethod]
    public void ParametersWithoutGradientsStay()
    {
        Parameter p = nn.Parameter(tensor([1f])), q = nn.Parameter(tensor([1f]));
        using Adam adam = optim.Adam([p, q]);
        p.grad = tensor([1f]);
        adam.step();
        Values.AreClose([1], q);
        adam.zero_grad();
        Values.AreClose([0], p.grad!);
        Assert.HasCount(2, adam.parameters().ToList());
    }

    [TestMethod]
    public void AClosureComputesTheLoss()
    {
        Parameter p = nn.Parameter(tensor([1f]));
        using Adam adam = optim.Adam([p], 0.1);
        Tensor? loss = adam.step(() =>
        {
            Tensor value = p.square().sum();
            value.backward();
            return value;
        });
        Values.AreClose([1], loss!);
        Values.AreClose([0.9], p, 1e-6);
    }

    [TestMethod]
    public void SettingsAreChecked()
    {
        Parameter p = nn.Parameter(zeros(1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.Adam([p], -1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.Adam([p], beta1: 1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.Adam([p], beta2: -0.1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.Adam([p], eps: -1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.AdamW([p], weight_decay: -1));
    }

    private static void Follow(optim.Optimizer optimizer, Parameter p, Reference reference)
    {
        int count = (int)p.numel();
        Reference[] references = [.. Enumerable.Range(0, count).Select(_ => reference.Copy())];
        double[] expected = [.. Values.Floats(p).Select(value => (double)value)];
        for (int step = 0; step < 6; step++)
        {
            float[] grad = Values.Numbers(count, 10 + step);
            p.grad = tensor(grad);
            optimizer.step();
            for (int i = 0; i < count; i++) expected[i] = references[i].Next(expected[i], grad[i]);
        }
        Values.AreClose(expected, p, 2e-5);
    }

    /// <summary>Adam of one number in double precision.</summary>
    private sealed class Reference(
        double rate, double beta1, double beta2, double eps, double decay, double shrink, bool amsgrad, bool maximize)
    {
        private double _first;
        private double _second;
        private double _largest;
        private int _steps;

        public Reference Copy() => new(rate, beta1, beta2, eps, decay, shrink, amsgrad, maximize);

        public double Next(double value, double grad)
        {
            _steps++;
            double g = (maximize ? -grad : grad) + (decay * value);
            _first = (beta1 * _first) + ((1 - beta1) * g);
            _second = (beta2 * _second) + ((1 - beta2) * g * g);
            _largest = Math.Max(_largest, _second);
            double root = Math.Sqrt(amsgrad ? _largest : _second) / Math.Sqrt(1 - Math.Pow(beta2, _steps));
            return (value * (1 - (rate * shrink))) - (rate / (1 - Math.Pow(beta1, _steps)) * _first / (root + eps));
        }
    }
}
