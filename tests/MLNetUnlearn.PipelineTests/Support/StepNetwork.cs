namespace MLNetUnlearn.PipelineTests.Support;

/// <summary>A network of one's own over padded sequences, B×n to B×n×d: what follows depends on the item before it alone.</summary>
internal sealed class StepNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding items;
    private readonly Linear inner;
    private readonly Linear outer;

    public StepNetwork(int itemCount, int d)
        : base("Step")
    {
        items = nn.Embedding(itemCount + 1, d, padding_idx: 0);
        inner = nn.Linear(d, 2 * d);
        outer = nn.Linear(2 * d, d);
        RegisterComponents();
    }

    public Embedding Items => items;

    public override Tensor forward(Tensor input)
    {
        using var wide = nn.functional.relu(inner.call(items.call(input)));
        return outer.call(wide);
    }
}
