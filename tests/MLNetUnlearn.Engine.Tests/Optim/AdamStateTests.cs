namespace MLNetUnlearn.Engine.Tests.Optim;

[TestClass]
public sealed class AdamStateTests
{
    [TestMethod]
    public void MomentsFollowTheFormula()
    {
        Parameter p = nn.Parameter(tensor([1f, 2f]));
        using Adam adam = optim.Adam([p], 0.1, 0.5, 0.75, amsgrad: true);
        var state = (Adam.State)adam.state_dict().State.Single();
        Assert.AreEqual(0, state.step);
        Values.AreClose([0, 0], state.exp_avg);
        Values.AreClose([0, 0], state.exp_avg_sq);
        p.grad = tensor([4f, 8f]);
        adam.step();
        p.grad = tensor([2f, 0f]);
        adam.step();
        Assert.AreEqual(2, state.step);
        Values.AreClose([2, 2], state.exp_avg);             // 4 / 2 / 2 + 2 / 2, 8 / 2 / 2
        Values.AreClose([4, 12], state.exp_avg_sq);         // 16 / 4 * 3 / 4 + 4 / 4, 64 / 4 * 3 / 4
        Values.AreClose([4, 16], state.max_exp_avg_sq!);
    }

    [TestMethod]
    public void StatesFollowTheOrderOfParameters()
    {
        Parameter p = nn.Parameter(zeros(2, 3)), q = nn.Parameter(zeros(4));
        using AdamW adam = optim.AdamW([p, q]);
        q.grad = ones(4);
        adam.step();
        AdamW.State[] states = [.. adam.state_dict().State.Cast<AdamW.State>()];
        Assert.HasCount(2, states);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, states[0].exp_avg.shape);
        CollectionAssert.AreEqual(new long[] { 4 }, states[1].exp_avg_sq.shape);
        Assert.IsNull(states[0].max_exp_avg_sq);
        Assert.AreEqual(0, states[0].step); // it had no gradient
        Assert.AreEqual(1, states[1].step);
    }

    [TestMethod]
    [DataRow(false, 0.0)]
    [DataRow(true, 0.0)]
    [DataRow(true, 0.1)]
    public void ACopiedStateContinuesBitForBit(bool amsgrad, double decay)
    {
        using var through = new Run(amsgrad, decay);
        using var first = new Run(amsgrad, decay);
        using var second = new Run(amsgrad, decay);
        through.Steps(0, 10);
        first.Steps(0, 5);
        second.CopyFrom(first);
        second.Steps(5, 10);
        CollectionAssert.AreEqual(through.Numbers(), second.Numbers());
        CollectionAssert.AreNotEqual(through.Numbers(), first.Numbers());
    }

    [TestMethod]
    public void AStateOutlivesTheScopeItWasMadeIn()
    {
        Parameter p = nn.Parameter(tensor([1f]));
        Adam adam;
        using (NewDisposeScope()) adam = optim.Adam([p], 0.1);
        p.grad = tensor([1f]);
        adam.step();
        Values.AreClose([0.9], p, 1e-6);
        adam.Dispose();
    }

    [TestMethod]
    public void AStateIsFreedWithItsOptimiser()
    {
        Parameter p = nn.Parameter(tensor([1f]));
        Adam adam = optim.Adam([p], amsgrad: true);
        var state = (Adam.State)adam.state_dict().State.Single();
        adam.Dispose();
        Assert.IsTrue(state.exp_avg.IsInvalid);
        Assert.IsTrue(state.exp_avg_sq.IsInvalid);
        Assert.IsTrue(state.max_exp_avg_sq!.IsInvalid);
    }

    /// <summary>An embedding, whose gradient has few rows, and a linear layer, whose gradients are dense.</summary>
    private sealed class Run : IDisposable
    {
        private readonly Embedding _items = nn.Embedding(7, 5);
        private readonly Linear _linear = nn.Linear(5, 5);
        private readonly Parameter[] _parameters;
        private readonly Adam _adam;

        public Run(bool amsgrad, double decay)
        {
            _parameters = [.. _items.parameters(), .. _linear.parameters()];
            using IDisposable off = no_grad();
            foreach (Parameter parameter in _parameters) parameter.copy_(Values.Of(1, parameter.shape));
            _adam = optim.Adam(_parameters, 0.05, amsgrad: amsgrad, weight_decay: decay);
        }

        public void Steps(int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                _adam.zero_grad();
                _linear.call(_items.call(tensor([step % 7L, step * 3 % 7L]))).square().sum().backward();
                _adam.step();
            }
        }

        public void CopyFrom(Run other)
        {
            using IDisposable off = no_grad();
            for (int i = 0; i < _parameters.Length; i++)
            {
                _parameters[i].copy_(other._parameters[i]);
                var (from, to) = ((Adam.State)other._adam.state_dict().State[i], (Adam.State)_adam.state_dict().State[i]);
                to.step = from.step;
                to.exp_avg.copy_(from.exp_avg);
                to.exp_avg_sq.copy_(from.exp_avg_sq);
                to.max_exp_avg_sq?.copy_(from.max_exp_avg_sq!);
            }
        }

        public float[] Numbers() => [.. _parameters.SelectMany(Values.Floats)];

        public void Dispose()
        {
            _adam.Dispose();
            _items.Dispose();
            _linear.Dispose();
        }
    }
}
