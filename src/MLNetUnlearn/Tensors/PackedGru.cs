namespace MLNetUnlearn.Tensors;

/// <summary>
/// One layer of gated recurrent units over packed sequences, each from a state of zeros; layers are stacked by calling one after another.
/// In: T×d rows and the sequences they belong to. Out: the state after each row, T×h; it depends on its own sequence up to that row only.
/// </summary>
/// <remarks>
/// r = σ(W_ir x + b_ir + W_hr h + b_hr), z = σ(W_iz x + b_iz + W_hz h + b_hz), n = tanh(W_in x + b_in + r∘(W_hn h + b_hn)), and the next
/// state is (1 − z)∘n + z∘h (Cho et al. 2014, in the form of torch.nn.GRU). Names, shapes and layout of the weights are those of a
/// torch.nn.GRU with one layer: weight_ih_l0 (3h×d), weight_hh_l0 (3h×h), bias_ih_l0 and bias_hh_l0 (3h), the rows for r, then z, then n.
/// </remarks>
public sealed class PackedGru : nn.Module<Tensor, PackedSequences, Tensor>
{
    private readonly Parameter weight_ih_l0;
    private readonly Parameter weight_hh_l0;
    private readonly Parameter bias_ih_l0;
    private readonly Parameter bias_hh_l0;

    /// <summary>
    /// Builds the layer. Its matrices start as a fixed function of their shapes, uniform in ±1/√h, and its biases at zero; trainers draw
    /// the matrices of their modules anew from their seed.
    /// </summary>
    /// <param name="inputSize">d, the width of a row; at least 1.</param>
    /// <param name="hiddenSize">h, the width of a state; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public PackedGru(int inputSize, int hiddenSize)
        : base("PackedGru")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        weight_ih_l0 = Uniform(seed: 1, hiddenSize, 3 * hiddenSize, inputSize);
        weight_hh_l0 = Uniform(seed: 2, hiddenSize, 3 * hiddenSize, hiddenSize);
        bias_ih_l0 = First(new float[3 * hiddenSize], 3 * hiddenSize);
        bias_hh_l0 = First(new float[3 * hiddenSize], 3 * hiddenSize);
        RegisterComponents();
    }

    /// <summary>T×d to T×h.</summary>
    /// <param name="x">T×d, float32.</param>
    /// <param name="at">The sequences whose rows these are.</param>
    public override Tensor forward(Tensor x, PackedSequences at)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(at);
#if TORCHSHARP
        // Padding comes behind a sequence, where no state looks.
        var layout = new PaddedLayout(at.OffsetValues, at.Longest, at.Rows, x.device);
        var fromInput = layout.Pad(nn.functional.linear(x, weight_ih_l0, bias_ih_l0), at.Count, at.Longest, heads: 1); // B×1×L×3h
        var size = weight_hh_l0.shape[1];
        var state = torch.zeros(at.Count, size, device: x.device);                                                    // B×h
        var states = new List<Tensor>();
        for (var time = 0; time < at.Longest; time++)
        {
            var input = fromInput.select(2, time).squeeze(1).chunk(3, 1);                                              // 3 of B×h
            var inner = nn.functional.linear(state, weight_hh_l0, bias_hh_l0).chunk(3, 1);
            var (r, z) = ((input[0] + inner[0]).sigmoid(), (input[1] + inner[1]).sigmoid());
            var n = (input[2] + (r * inner[2])).tanh();
            state = n + (z * (state - n));
            states.Add(state);
        }
        return torch.stack(states, 1).reshape(at.Count * at.Longest, size).index_select(0, layout.RealSlots());       // T×h
#else
        return PackedOps.Gru(x, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, at.Offsets);
#endif
    }

    private static Parameter Uniform(long seed, int hiddenSize, int rows, int columns)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(((CounterHash.Bits(seed, (uint)i) / 2147483648.0) - 1) / Math.Sqrt(hiddenSize));
        return First(values, rows, columns);
    }

    private static Parameter First(float[] values, params long[] shape) =>
        nn.Parameter(torch.tensor(values, shape, device: torch.CPU));
}
