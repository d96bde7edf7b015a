using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A model whose scores can be written down: the score of item v after item i is one number of a table.</summary>
internal sealed record TableOptions : RecommenderOptions
{
    public override string Name => "Table";

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new TableModule(itemCount);
}

/// <summary>Item embeddings are unit vectors, so that h·e_v is coordinate v of the last item's row.</summary>
internal sealed class TableModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly Embedding _rows;

    public TableModule(int itemCount)
        : base("Table")
    {
        _items = nn.Embedding(itemCount + 1, itemCount, padding_idx: 0);
        _rows = nn.Embedding(itemCount + 1, itemCount, padding_idx: 0);
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _rows.call(input.Items);
    }

    /// <summary>Sets the score of item v after item i, both from 1.</summary>
    public void Write(Func<int, int, double> score)
    {
        var count = (int)_items.weight!.shape[1];
        var units = new float[(count + 1) * count];
        var scores = new float[(count + 1) * count];
        for (var i = 1; i <= count; i++)
        {
            units[(i * count) + i - 1] = 1;
            for (var v = 1; v <= count; v++)
                scores[(i * count) + v - 1] = (float)score(i, v);
        }
        Weights.Set(_items.weight, units);
        Weights.Set(_rows.weight!, scores);
    }
}
