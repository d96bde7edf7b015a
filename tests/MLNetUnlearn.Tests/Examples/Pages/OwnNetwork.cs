namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The network that docs/models/custom.md wraps: the sum of an item's row and its place's.</summary>
internal sealed class OwnNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding items;
    private readonly Embedding places;
    private readonly int length;

    public OwnNetwork(int itemCount, int maximumLength)
        : base("Own")
    {
        length = maximumLength;
        items = nn.Embedding(itemCount + 1, 8, padding_idx: 0);
        places = nn.Embedding(maximumLength, 8);
        RegisterComponents();
    }

    public Embedding Items => items;

    public override Tensor forward(Tensor input)
    {
        using var numbers = torch.arange(length);
        return items.call(input) + places.call(numbers);
    }
}
