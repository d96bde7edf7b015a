namespace CustomModule;

/// <summary>
/// A network of one's own: gated causal convolutions with growing gaps, after NextItNet (Yuan et al., WSDM 2019).
/// In: B×n items, padded in front with 0. Out: B×n×d hidden states; each sees its own and earlier items only.
/// </summary>
internal sealed class GatedConvolutionNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding items;
    private readonly ModuleList<GatedConvolution> layers;

    public GatedConvolutionNetwork(int itemCount, GatedConvolutionOptions options)
        : base("GatedConvolution")
    {
        items = nn.Embedding(itemCount + 1, options.EmbeddingSize, padding_idx: 0);
        layers = nn.ModuleList(options.Gaps.Select(gap => new GatedConvolution(options.EmbeddingSize, gap)).ToArray());
        RegisterComponents();
    }

    /// <summary>The item table, (|V|+1)×d, which scores the items, too: an item's score is h · E[v].</summary>
    public Embedding Items => items;

    public override Tensor forward(Tensor input)
    {
        var x = items.call(input);                                                                  // B×n×d
        foreach (var layer in layers)
            x = layer.call(x);
        return x;                                                                                   // B×n×d
    }
}

/// <summary>One layer: what is now and what was <c>gap</c> places before, through a gate, added to what is now.</summary>
internal sealed class GatedConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Linear value;
    private readonly Linear gate;
    private readonly int gap;

    public GatedConvolution(int d, int gap)
        : base("Layer")
    {
        this.gap = gap;
        value = nn.Linear(2 * d, d);
        gate = nn.Linear(2 * d, d);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var length = input.shape[1];
        // Nothing is before the first places; the window's end moves out at the right. A window may be shorter than the gap.
        var shift = Math.Min(gap, length);
        var nothing = input.narrow(1, 0, shift).zeros_like();                                       // B×gap×d
        var before = cat([nothing, input.narrow(1, 0, length - shift)], 1);                         // B×n×d
        var both = cat([input, before], 2);                                                         // B×n×2d
        return input + (value.call(both).tanh() * gate.call(both).sigmoid());                       // B×n×d
    }
}
