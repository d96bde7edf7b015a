using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Candidates' scores as the item table moves: h·e grows along straight lines. The first of each pair's is its target's.</summary>
/// <param name="start">The scores before the move, B·c.</param>
/// <param name="slope">By how much they grow per unit of length, B·c.</param>
/// <param name="width">c.</param>
internal sealed class ScoreLines(float[] start, float[] slope, int width)
{
    /// <summary>Each target's rank among its candidates after a move, from 1; ties count against the model.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public int[] Ranks(double length)
    {
        var ranks = new int[start.Length / width];
        for (var pair = 0; pair < ranks.Length; pair++)
            ranks[pair] = Rank(pair, (float)length);
        return ranks;
    }

    private int Rank(int pair, float length)
    {
        var from = start.AsSpan(pair * width, width);
        var by = slope.AsSpan(pair * width, width);
        var target = from[0] + (length * by[0]);
        var rank = 0;
        for (var i = 0; i < from.Length; i++)
            rank += from[i] + (length * by[i]) >= target ? 1 : 0;
        return rank > 0 ? rank : throw new NotANumberException();
    }
}
