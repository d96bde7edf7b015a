namespace MLNetUnlearn.Tests.Support;

/// <summary>A user's own network over padded sequences: a place's hidden state is W · (item's row + place's row), B×n to B×n×d.</summary>
internal sealed class PlaceNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding items;
    private readonly Embedding places;
    private readonly Linear output;
    private readonly int length;

    public PlaceNetwork(int itemCount, int length, int d)
        : base("Place")
    {
        this.length = length;
        items = nn.Embedding(itemCount + 1, d, padding_idx: 0);
        places = nn.Embedding(length, d);
        output = nn.Linear(d, d);
        RegisterComponents();
    }

    public Embedding Items => items;

    /// <summary>The shapes of what it was called with.</summary>
    public List<string> Calls { get; } = [];

    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Calls.Add(string.Join("x", input.shape));
        using var numbers = torch.arange(length);
        return output.call(items.call(input) + places.call(numbers));
    }
}
