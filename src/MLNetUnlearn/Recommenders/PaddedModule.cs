using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Makes a recommender of a network that takes padded sequences: in B×n items (int64), padded in front with 0, out B×n×d hidden states.
/// A place's hidden state may depend on its own and earlier items of its row only. The network computes on the padding too; a
/// <see cref="SequenceModule"/> over packed sequences does not.
/// </summary>
public sealed class PaddedModule : SequenceModule
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly Func<Embedding> items; // one of the network's modules, so not registered a second time
    private readonly int length;

    /// <summary>Wraps a network.</summary>
    /// <param name="network">The network. It belongs to the new module.</param>
    /// <param name="itemEmbedding">
    /// The network's item embedding, (|V|+1)×d with row 0 for the padding (<c>padding_idx: 0</c>); an item's score is its dot product with
    /// a hidden state.
    /// </param>
    /// <param name="maximumLength">n, the window length.</param>
    /// <param name="name">The name shown in messages.</param>
    public PaddedModule(nn.Module<Tensor, Tensor> network, Embedding itemEmbedding, int maximumLength, string name = "Padded")
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(itemEmbedding);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 1);
        this.network = network;
        items = () => itemEmbedding;
        length = maximumLength;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Embedding ItemEmbedding => items();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The network's hidden states are not B×n×d.</exception>
    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = torch.NewDisposeScope();
        var device = input.Items.device;
        using var padded = new RentedLongs(input.Count * length);
        using var places = new RentedLongs(input.Rows);
        Pad(input, padded.Span, places.Span);
        var hidden = network.call(torch.tensor(padded.Memory, [input.Count, length], device: device));          // B×n×d
        var size = ItemEmbedding.weight!.shape[1];
        if (!hidden.shape.SequenceEqual([input.Count, length, size]))
        {
            throw new InvalidOperationException(
                $"{GetName()}: the network made hidden states of shape [{string.Join(", ", hidden.shape)}] of {input.Count} sequences of "
                + $"{length}; it must be [{input.Count}, {length}, {size}].");
        }
        var rows = torch.tensor(places.Memory, [input.Rows], device: device);
        return hidden.reshape(-1, size).index_select(0, rows).MoveToOuterDisposeScope();                        // T×d
    }

    // The items of all windows, and where among them each packed row is.
    private void Pad(PackedSequences input, Span<long> padded, Span<long> places)
    {
        using var items = new RentedLongs(input.Rows);
        using var offsets = new RentedLongs(input.Count + 1);
        input.Items.cpu().data<long>().CopyTo(items.Span);
        input.Offsets.cpu().data<long>().CopyTo(offsets.Span);
        padded.Clear();
        for (var b = 0; b < input.Count; b++)
        {
            var end = (int)offsets.Span[b + 1];
            for (var row = (int)offsets.Span[b]; row < end; row++)
            {
                var place = ((b + 1) * length) - end + row;
                (places[row], padded[place]) = (place, items.Span[row]);
            }
        }
    }
}
