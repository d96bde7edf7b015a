#if !TORCHSHARP // on which the same is padded first
using BenchmarkDotNet.Attributes;

namespace MLNetUnlearn.Benchmarks.Kernels;

/// <summary>Operations on packed rows, forward and backward.</summary>
[MemoryDiagnoser]
public class PackedBenchmarks
{
    private Tensor _x = null!, _offsets = null!, _inner = null!, _recurrent = null!, _bias = null!, _table = null!, _rows = null!;

    [Params(10, 50, 200)]
    public int Longest { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        torch.set_num_threads(1);
        var offsets = Batches.Offsets(Longest);
        _offsets = torch.tensor(offsets);
        _x = Batches.Values(1, offsets[^1], Batches.Size).requires_grad_();
        _inner = Batches.Values(2, 3 * Batches.Size, Batches.Size).requires_grad_();
        _recurrent = Batches.Values(3, 3 * Batches.Size, Batches.Size).requires_grad_();
        _bias = Batches.Values(4, 3 * Batches.Size).requires_grad_();
        _table = Batches.Values(5, 20_000, Batches.Size).requires_grad_();
        _rows = Batches.Rows(6, (int)offsets[^1], 20_000);
    }

    [Benchmark]
    public void Attention() => Step(() => PackedOps.Attention(_x, _x, _x, _offsets, heads: 1, p: 0.5, seed: 1, causal: true));

    [Benchmark]
    public void Gru() => Step(() => PackedOps.Gru(_x, _inner, _recurrent, _bias, _bias, _offsets));

    [Benchmark]
    public void Dropout() => Step(() => SeededOps.Dropout(_x, 0.5, 1));

    [Benchmark]
    public void LookupDot() => Step(() => LookupOps.Dot(_x, _table, _rows));

    private void Step(Func<Tensor> operation)
    {
        using (torch.NewDisposeScope())
            operation().sum().backward();
        foreach (var leaf in new[] { _x, _inner, _recurrent, _bias, _table })
            leaf.grad?.zero_();
    }
}
#endif
