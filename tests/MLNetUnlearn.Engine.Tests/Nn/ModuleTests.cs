namespace MLNetUnlearn.Engine.Tests.Nn;

[TestClass]
public sealed class ModuleTests
{
    [TestMethod]
    public void FieldsBecomeComponents()
    {
        using var net = new Net();
        string[] expected =
        [
            "scale", "first.weight", "first.bias", "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias",
            "norm.weight", "norm.bias",
        ];
        CollectionAssert.AreEqual(expected, net.named_parameters().Select(item => item.name).ToArray());
        CollectionAssert.AreEqual(expected[..1], net.named_parameters(recurse: false).Select(item => item.name).ToArray());
        CollectionAssert.AreEqual(new[] { "table" }, net.named_buffers().Select(item => item.name).ToArray());
        CollectionAssert.AreEqual(new[] { "first", "layers", "norm" }, net.named_children().Select(item => item.name).ToArray());
        Assert.HasCount(expected.Length, net.parameters().ToList());
        Assert.AreEqual(nameof(Net), net.GetName());
    }

    [TestMethod]
    public void StateGoesThereAndBack()
    {
        using Net net = new(), other = new();
        using (no_grad())
        {
            foreach (Parameter parameter in net.parameters()) parameter.fill_(0.5f);
        }
        Dictionary<string, Tensor> state = net.state_dict();
        Assert.HasCount(10, state);
        (IList<string> missing, IList<string> unexpected) = other.load_state_dict(state);
        Assert.IsEmpty(missing);
        Assert.IsEmpty(unexpected);
        foreach ((string name, Parameter parameter) in other.named_parameters()) Values.Match(state[name], parameter);
        using (no_grad()) net.scale.fill_(7f);
        Values.AreClose([0.5, 0.5], other.scale);
    }

    [TestMethod]
    public void StateWithOtherNamesIsRefusedUnlessAllowed()
    {
        using var net = new Net();
        Dictionary<string, Tensor> state = new() { ["scale"] = zeros(2), ["unknown"] = zeros(1) };
        Assert.ThrowsExactly<InvalidOperationException>(() => net.load_state_dict(state));
        (IList<string> missing, IList<string> unexpected) = net.load_state_dict(state, strict: false);
        Assert.HasCount(9, missing);
        CollectionAssert.AreEqual(new[] { "unknown" }, unexpected.ToArray());
        Values.AreClose([0, 0], net.scale);
        Assert.ThrowsExactly<InvalidOperationException>(() => net.load_state_dict(net.state_dict().Skip(1).ToDictionary()));
        net.load_state_dict(net.state_dict().Skip(1).ToDictionary(), skip: ["scale"]);
    }

    [TestMethod]
    public void TrainingReachesAllModules()
    {
        using var net = new Net();
        Assert.IsTrue(net.training);
        net.eval();
        Assert.IsFalse(net.training || net.first.training || net.layers[1].training);
        net.train();
        Assert.IsTrue(net.training && net.first.training && net.layers[1].training);
    }

    [TestMethod]
    public void GradientsAreDroppedOrCleared()
    {
        using var net = new Net();
        net.call(Values.Of(1, 2, 2)).sum().backward();
        Assert.IsNotNull(net.first.weight!.grad);
        net.zero_grad(set_to_none: false);
        Values.AreClose([0, 0, 0, 0], net.layers[0].weight!.grad!);
        net.zero_grad();
        Assert.IsNull(net.first.weight!.grad);
    }

    [TestMethod]
    public void NamesAreChecked()
    {
        using var net = new Net();
        Assert.ThrowsExactly<ArgumentException>(() => net.register_module("a.b", nn.Linear(1, 1)));
        Assert.ThrowsExactly<ArgumentException>(() => net.register_module("", nn.Linear(1, 1)));
        Assert.ThrowsExactly<InvalidOperationException>(() => net.register_module("first", nn.Linear(1, 1)));
        Assert.ThrowsExactly<InvalidOperationException>(() => net.register_parameter("scale", nn.Parameter(zeros(1))));
    }

    [TestMethod]
    public void DisposingReachesAllParts()
    {
        var net = new Net();
        Parameter[] parameters = [.. net.parameters()];
        net.Dispose();
        Assert.IsTrue(net.scale.IsInvalid);
        Assert.IsTrue(parameters.All(parameter => parameter.IsInvalid));
    }

    [TestMethod]
    public void AParameterTakesItsTensorOver()
    {
        Tensor data = tensor([1f, 2f]);
        Parameter parameter = nn.Parameter(data);
        Assert.IsTrue(data.IsInvalid);
        Assert.IsTrue(parameter.requires_grad && parameter.is_leaf);
        Assert.IsFalse(new Parameter(zeros(1), requires_grad: false).requires_grad);
    }

    [TestMethod]
    public void AModuleOfTwoInputs()
    {
        using var product = new Product();
        Values.AreClose([6], product.call(tensor([2f]), tensor([3f])));
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
#pragma warning disable CA1051, SA1401 // The fields are what is registered; the tests look at them.
        public readonly Linear first = nn.Linear(2, 2);
        public readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(2, 2), nn.Linear(2, 2));
        public readonly LayerNorm norm = nn.LayerNorm(2);
        public readonly Parameter scale = nn.Parameter(ones(2));
        public readonly Tensor table = arange(3);
#pragma warning restore CA1051, SA1401

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            Tensor x = first.call(input) * scale;
            foreach (Linear layer in layers) x = layer.call(x);
            return norm.call(x).square();
        }
    }

    private sealed class Product() : nn.Module<Tensor, Tensor, Tensor>(nameof(Product))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 * input2;
    }
}
