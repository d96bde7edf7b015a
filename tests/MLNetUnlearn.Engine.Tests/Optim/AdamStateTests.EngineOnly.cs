namespace MLNetUnlearn.Engine.Tests.Optim;

[TestClass]
public sealed class AdamStateErrors
{
    [TestMethod]
    public void AStateMustFitItsParameter()
    {
        Parameter p = nn.Parameter(tensor([1f, 2f]));
        using Adam adam = optim.Adam([p]);
        var state = (Adam.State)adam.state_dict().State.Single();
        p.grad = tensor([1f, 1f]);
        state.exp_avg_sq = zeros(3);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => adam.step());
        Assert.AreEqual("The optimiser's state must be Float32[2] as the parameter, not Float32[3].", error.Message);
        Assert.AreEqual(0, state.step);
        state.exp_avg_sq = tensor([0L, 0L]);
        error = Assert.ThrowsExactly<InvalidOperationException>(() => adam.step());
        Assert.AreEqual("The optimiser's state must be Float32[2] as the parameter, not Int64[2].", error.Message);
        Values.AreClose([1, 2], p);
    }
}
