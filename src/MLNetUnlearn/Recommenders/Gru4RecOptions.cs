using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>Options of GRU4Rec (Hidasi, Karatzoglou, Baltrunas and Tikk, ICLR 2016).</summary>
public sealed record Gru4RecOptions : RecommenderOptions
{
    /// <summary>Layers of gated recurrent units, one upon another, each of size d; 1 to 16. Default 1.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Dropout on the embedding and on every layer's states, in [0, 1). Default 0.</summary>
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public override string Name => "Gru4Rec";

    /// <inheritdoc/>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new Gru4RecModule(itemCount, this);

    /// <inheritdoc/>
    public override long CountWeights(int itemCount, int maximumLength)
    {
        // The item table; per layer three gates, each with a matrix and a bias for the input and for the state.
        long d = EmbeddingSize;
        return ((itemCount + 1L) * d) + (Layers * 3 * 2 * ((d * d) + d));
    }

    /// <inheritdoc/>
    protected internal override void CheckWarmStart(RecommenderOptions trained, OptionProblems problems)
    {
        base.CheckWarmStart(trained, problems);
        var model = (Gru4RecOptions)trained;
        problems.RequireSame(nameof(Layers), Layers, model.Layers);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(Layers is >= 1 and <= 16, nameof(Layers), Layers, "1 to 16");
        problems.Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "in [0, 1)");
    }
}
