using BenchmarkDotNet.Attributes;

namespace MLNetUnlearn.Benchmarks.Kernels;

/// <summary>Layers, forward and backward, on the rows of a step.</summary>
[MemoryDiagnoser]
public class LayerBenchmarks
{
    private Tensor _x = null!, _weight = null!, _bias = null!;

    [Params(600)]
    public int Rows { get; set; }

    [Params(32, 64, 128, 256)]
    public int Size { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        torch.set_num_threads(1);
        _x = Batches.Values(1, Rows, Size).requires_grad_();
        _weight = Batches.Values(2, Size, Size).requires_grad_();
        _bias = Batches.Values(3, Size).requires_grad_();
    }

    [Benchmark]
    public void Linear() => Step(() => torch.nn.functional.linear(_x, _weight, _bias));

    [Benchmark]
    public void LayerNorm() => Step(() => torch.nn.functional.layer_norm(_x, [Size], _bias, _bias));

    [Benchmark]
    public void Relu() => Step(() => _x.relu());

    private static void Step(Func<Tensor> layer)
    {
        using var scope = torch.NewDisposeScope();
        layer().sum().backward();
    }
}
