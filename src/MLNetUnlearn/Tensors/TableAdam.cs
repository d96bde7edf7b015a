#if TORCHSHARP
using System.Runtime.InteropServices;

namespace MLNetUnlearn.Tensors;

/// <summary>
/// Adam of a table of which a batch looks up a few rows; TorchSharp has none. Rows without a gradient stay as they are (lazy), or take the
/// steps they have missed when they are next looked up by <c>call</c> (see <see cref="AdamDrift"/>).
/// </summary>
internal sealed class TableAdam : IDisposable
{
    private const double Eps = 1e-8;

    private readonly Parameter _weight;
    private readonly bool _isLazy;
    private readonly double _learningRate;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly AdamDrift _drift;
    private readonly int[] _since; // of each row: the step of its last update, counted from the drift's restart
    private readonly HashSet<long> _read = []; // since the last step, to get a gradient
    private readonly Action _unhook;
    private bool _isWhole;

    public TableAdam(Embedding items, Parameter weight, bool isLazy, double learningRate, double beta1, double beta2)
    {
        (_weight, _isLazy, _learningRate, _beta1, _beta2) = (weight, isLazy, learningRate, beta1, beta2);
        _drift = new AdamDrift(beta1, beta2, Eps);
        _since = new int[weight.shape[0]];
        State = new Adam.State(weight) { exp_avg = Zeros(weight), exp_avg_sq = Zeros(weight) };
        _unhook = items.register_forward_pre_hook((_, input) =>
        {
            Prepare(input);
            return input;
        }).remove;
    }

    public Adam.State State { get; }

    /// <summary>Whether the steps of rows can be deferred: where their numbers can be written behind the back of the graph.</summary>
    public static bool CanDefer(Parameter weight, double beta1, double beta2) =>
        AdamDrift.Holds(beta1, beta2) && weight.device_type == DeviceType.CPU && weight.numel() * sizeof(float) <= int.MaxValue;

    public void zero_grad()
    {
        using var grad = _weight.grad;
        grad?.zero_();
    }

    public void step()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        if (_weight.grad is not { } grad)
            return;
        var rows = _read.ToArray();
        _read.Clear();
        var index = Index(rows);
        // Every row has a gradient once a model has used the table as a whole, which need not be at its first step. TorchSharp sets the
        // whole gradient to zero at every step anyway; this reads it once more, and makes no copy.
        if (!_isWhole && (grad.count_nonzero() - grad.index_select(0, index).count_nonzero()).cpu().item<long>() > 0)
        {
            CatchUp();
            _isWhole = true;
        }
        State.step++;
        if (_isWhole)
        {
            Update(_weight, State.exp_avg, State.exp_avg_sq, grad);
            return;
        }
        if (!_isLazy)
        {
            if (_drift.Now == AdamDrift.Capacity)
                CatchUp();
            _drift.Advance(_learningRate, State.step);
            foreach (var row in rows)
                _since[row] = _drift.Now;
        }
        var (p, m, v) = Rows(index);
        Update(p, m, v, grad.index_select(0, index));
        Write(index, p, m, v);
    }

    /// <summary>Brings all rows up to date.</summary>
    public void CatchUp()
    {
        if (_drift.Now == 0)
            return;
        CatchUp([.. Enumerable.Range(0, _since.Length)]);
        Array.Clear(_since);
        _drift.Restart();
    }

    public void Dispose()
    {
        _unhook();
        State.Dispose();
    }

    private static Tensor Zeros(Tensor like) => torch.zeros_like(like, requires_grad: false).DetachFromDisposeScope();

    private void Prepare(Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        var rows = input.to(torch.int64).cpu().data<long>().ToArray();
        if (torch.is_grad_enabled())
            _read.UnionWith(rows);
        CatchUp(Array.ConvertAll(rows, row => (int)row));
    }

    private static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    // Not by operations: the graph keeps the table, and would not go backward after a change. Rows are read after this only.
    private void CatchUp(int[] rows)
    {
        if (_drift.Now == 0)
            return;
        Span<float> p = Numbers(_weight), m = Numbers(State.exp_avg), v = Numbers(State.exp_avg_sq);
        var columns = p.Length / _since.Length;
        foreach (var row in rows)
        {
            if (_since[row] == _drift.Now)
                continue;
            var drift = _drift.Since(_since[row]);
            _since[row] = _drift.Now;
            for (var i = row * columns; i < (row + 1) * columns; i++)
            {
                p[i] -= drift.Size * m[i] / (MathF.Sqrt(v[i]) + drift.Eps);
                m[i] *= drift.FirstDecay;
                v[i] *= drift.SecondDecay;
            }
        }
    }

    private void Update(Tensor p, Tensor m, Tensor v, Tensor grad)
    {
        m.mul_(_beta1).add_(grad, 1 - _beta1);
        v.mul_(_beta2).addcmul_(grad, grad, 1 - _beta2);
        var root = (v.sqrt() / Math.Sqrt(1 - Math.Pow(_beta2, State.step))).add_(Eps);
        p.addcdiv_(m, root, -_learningRate / (1 - Math.Pow(_beta1, State.step)));
    }

    private Tensor Index(long[] rows) => torch.tensor(rows, device: _weight.device);

    private (Tensor P, Tensor M, Tensor V) Rows(Tensor index) =>
        (_weight.index_select(0, index), State.exp_avg.index_select(0, index), State.exp_avg_sq.index_select(0, index));

    private void Write(Tensor index, Tensor p, Tensor m, Tensor v)
    {
        _weight.index_copy_(0, index, p);
        State.exp_avg.index_copy_(0, index, m);
        State.exp_avg_sq.index_copy_(0, index, v);
    }
}
#endif
