using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Candidates' scores as the item table moves: h·e grows along straight lines. The first of each pair's is its target's.</summary>
/// <param name="start">The scores before the move, B·c.</param>
/// <param name="slope">By how much they grow per unit of length, B·c.</param>
/// <param name="width">c.</param>
internal sealed class ScoreLines(float[] start, float[] slope, int width)
{
    /// <summary>B.</summary>
    public int Count => start.Length / width;

    /// <summary>A target's rank among its candidates after a move, from 1; ties count against the model.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public int Rank(int pair, double length)
    {
        var from = start.AsSpan(pair * width, width);
        var by = slope.AsSpan(pair * width, width);
        var far = (float)length;
        var target = from[0] + (far * by[0]);
        var rank = 0;
        for (var i = 0; i < from.Length; i++)
            rank += from[i] + (far * by[i]) >= target ? 1 : 0;
        return rank > 0 ? rank : throw new NotANumberException();
    }
}
