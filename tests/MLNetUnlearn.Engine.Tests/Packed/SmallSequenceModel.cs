namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>A small next-item model on packed rows, made of the operations a real one uses.</summary>
internal sealed class SmallSequenceModel : nn.Module
{
    private const long Items = 50;
    private const int Width = 16;

    private readonly Embedding items = nn.Embedding(Items, Width, padding_idx: 0);
    private readonly Embedding positions = nn.Embedding(9, Width);
    private readonly LayerNorm norm1 = nn.LayerNorm(Width);
    private readonly LayerNorm norm2 = nn.LayerNorm(Width);
    private readonly Linear project = nn.Linear(Width, 3 * Width);
    private readonly Linear inner = nn.Linear(Width, Width);
    private readonly Linear outer = nn.Linear(Width, Width);

    public SmallSequenceModel()
        : base(nameof(SmallSequenceModel)) => RegisterComponents();

    /// <summary>One step on a batch that depends on nothing but its number; returns the loss.</summary>
    public float Step(optim.Optimizer optimizer, int number)
    {
        using DisposeScope _ = NewDisposeScope();
        optimizer.zero_grad();
        Tensor loss = Loss(number);
        loss.backward();
        nn.utils.clip_grad_norm_(parameters(), 5);
        optimizer.step();
        return loss.item<float>();
    }

    private Tensor Loss(int number)
    {
        var rows = new List<long>();
        var places = new List<long>();
        var offsets = new List<long> { 0 };
        for (int sequence = 0; sequence < 12; sequence++)
        {
            int length = 1 + ((sequence + number) % 8);
            for (int i = 0; i < length; i++)
            {
                // A cycle through the items: the next one can be learned.
                rows.Add(1 + ((sequence + i + number) % (Items - 1)));
                places.Add(i);
            }
            offsets.Add(rows.Count);
        }
        long[] next = [.. rows.Select(item => 1 + (item % (Items - 1)))], wrong = [.. rows.Select(item => 1 + ((item + 7) % (Items - 1)))];
        Tensor x = (items.call(tensor(rows.ToArray())) * Math.Sqrt(Width)) + positions.call(tensor(places.ToArray()));
        x = SeededOps.Dropout(x, 0.2, number);
        Tensor projected = project.call(norm1.call(x));
        x = x + PackedOps.Attention(
            projected.narrow(1, 0, Width), projected.narrow(1, Width, Width), projected.narrow(1, 2 * Width, Width),
            tensor(offsets.ToArray()), 2, 0.2, number, true);
        Tensor hidden = norm2.call(x);
        x = x + outer.call(nn.functional.relu(inner.call(hidden)));
        Tensor right = LookupOps.Dot(x, items.weight!, tensor(next)), other = LookupOps.Dot(x, items.weight!, tensor(wrong));
        return nn.functional.binary_cross_entropy_with_logits(right, ones_like(right))
            + nn.functional.binary_cross_entropy_with_logits(other, zeros_like(other));
    }
}
