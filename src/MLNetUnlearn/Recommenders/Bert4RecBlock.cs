using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>One pre-norm block of BERT4Rec: x + attention(norm(x)), then x + feed-forward(norm(x)).</summary>
internal sealed class Bert4RecBlock : nn.Module<Tensor, PackedSequences, Tensor>
{
    private readonly LayerNorm attentionNorm;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly LayerNorm feedForwardNorm;
    private readonly Linear inner;
    private readonly Linear outer;
    private readonly Bert4RecOptions options;
    private readonly DropoutNoise noise;

    public Bert4RecBlock(Bert4RecOptions options, DropoutNoise noise)
        : base("Bert4RecBlock")
    {
        this.options = options;
        this.noise = noise;
        var d = options.EmbeddingSize;
        attentionNorm = nn.LayerNorm(d, eps: 1e-8);
        query = nn.Linear(d, d);
        key = nn.Linear(d, d);
        value = nn.Linear(d, d);
        output = nn.Linear(d, d);
        feedForwardNorm = nn.LayerNorm(d, eps: 1e-8);
        inner = nn.Linear(d, options.InnerFactor * d);
        outer = nn.Linear(options.InnerFactor * d, d);
        RegisterComponents();
    }

    /// <summary>T×d to T×d.</summary>
    public override Tensor forward(Tensor x, PackedSequences at) => Finish(x, Attend(x, at));

    /// <summary>T×d to B×d: the rows of <see cref="forward"/> that belong to each sequence's last place, without computing the others.
    /// In evaluation mode.</summary>
    public Tensor Last(Tensor x, PackedSequences at) =>
        Finish(x.index_select(0, at.LastRows), Attend(x, at).index_select(0, at.LastRows));

    private Tensor Attend(Tensor x, PackedSequences at)
    {
        using var scope = torch.NewDisposeScope();
        var h = attentionNorm.call(x);
        var (weightDropout, dropoutKey) = training ? (options.Dropout, noise.NextKey()) : (0, 0);
        return PackedAttention.Apply(
            query.call(h), key.call(h), value.call(h), at, options.Heads, weightDropout, dropoutKey, causal: false)
            .MoveToOuterDisposeScope();
    }

    private Tensor Finish(Tensor x, Tensor mixed)
    {
        using var scope = torch.NewDisposeScope();
        var p = options.Dropout;
        x = noise.AddDropout(x, output.call(mixed), p, training);
        var h = nn.functional.gelu(inner.call(feedForwardNorm.call(x)));                                              // T×4d
        return noise.AddDropout(x, outer.call(h), p, training).MoveToOuterDisposeScope();
    }
}
