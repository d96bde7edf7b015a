namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Hit@10 on the pairs to forget and on control pairs, as the item table moves along a direction.</summary>
/// <param name="forget">The forget pairs' candidates.</param>
/// <param name="controls">The controls'.</param>
/// <param name="controlWeights">The controls' weights, which sum to 1.</param>
internal sealed class HitsAlong(ScoreLines forget, ScoreLines controls, double[] controlWeights)
{
    /// <summary>Both Hit@10, 0 to 1, after a move of some length.</summary>
    /// <exception cref="Ranking.NotANumberException">A score is no number.</exception>
    public (double Forget, double Control) At(double length)
    {
        var hits = 0;
        for (var pair = 0; pair < forget.Count; pair++)
            hits += forget.Rank(pair, length) <= 10 ? 1 : 0;
        var control = 0.0;
        for (var pair = 0; pair < controls.Count; pair++)
            control += controls.Rank(pair, length) <= 10 ? controlWeights[pair] : 0;
        return ((double)hits / Math.Max(1, forget.Count), control);
    }
}
