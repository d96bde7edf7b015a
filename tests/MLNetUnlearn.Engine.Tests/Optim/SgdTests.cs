namespace MLNetUnlearn.Engine.Tests.Optim;

[TestClass]
public sealed class SgdTests
{
    [TestMethod]
    public void StepsFollowTheFormula()
    {
        foreach ((double momentum, double dampening, double decay, bool nesterov, bool maximize) in new[]
        {
            (0.0, 0.0, 0.0, false, false), (0.9, 0, 0, false, false), (0.9, 0.5, 0.1, false, false), (0.9, 0, 0.1, true, false),
            (0.5, 0, 0, false, true),
        })
        {
            Parameter p = nn.Parameter(tensor([1f]));
            using SGD sgd = optim.SGD([p], 0.1, momentum, dampening, decay, nesterov, maximize);
            double expected = 1, velocity = 0;
            for (int step = 0; step < 4; step++)
            {
                float grad = Values.Numbers(4)[step];
                p.grad = tensor([grad]);
                sgd.step();
                double g = grad + (decay * expected);
                velocity = step == 0 ? g : (momentum * velocity) + ((1 - dampening) * g);
                double direction = momentum == 0 ? g : nesterov ? g + (momentum * velocity) : velocity;
                expected += (maximize ? 0.1 : -0.1) * direction;
            }
            Values.AreClose([expected], p, 1e-6);
        }
    }

    [TestMethod]
    public void AParameterGivenManyTimesTakesAsManySteps()
    {
        const int Times = 30_000, Count = 10_000; // long enough for other threads to take part
        Parameter p = nn.Parameter(zeros(Count));
        using SGD sgd = optim.SGD(Enumerable.Repeat(p, Times), 1);
        p.grad = ones(Count);
        sgd.step();
        Values.AreClose([.. Enumerable.Repeat((double)-Times, Count)], p, 0);
    }

    [TestMethod]
    public void AParameterGivenTwiceHasOneMomentum()
    {
        Parameter p = nn.Parameter(zeros(1));
        using SGD sgd = optim.SGD([p, p], 0.1, momentum: 0.5);
        p.grad = tensor([1f]);
        sgd.step();
        Values.AreClose([-0.1 - 0.15], p, 1e-6); // velocities of 1 and 0.5 + 1
    }

    [TestMethod]
    public void SettingsAreChecked()
    {
        Parameter p = nn.Parameter(zeros(1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.SGD([p], -1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.SGD([p], 0.1, momentum: -1));
        Assert.ThrowsExactly<ArgumentException>(() => optim.SGD([p], 0.1, nesterov: true));
    }
}
