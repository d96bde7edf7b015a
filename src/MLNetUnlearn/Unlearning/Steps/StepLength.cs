namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>How far to go.</summary>
internal static class StepLength
{
    private const double First = 1.0 / 1024;
    private const double Longest = 64; // far beyond a whole Newton step at any damping worth taking
    private const int Halvings = 14;

    /// <summary>
    /// The shortest length, to a ten-thousandth of it, at which Hit@10 on the pairs to forget is no higher than on the controls there or at first;
    /// where none is long enough, that of the lowest Hit@10, the shortest of them.
    /// </summary>
    public static double Of(Func<double, (double Forget, double Control)> at, double firstControl)
    {
        if (IsReached(0))
            return 0;
        var (low, high, best) = (0.0, First, (Length: 0.0, at(0).Forget));
        while (!IsReached(high))
        {
            if (at(high).Forget < best.Forget)
                best = (high, at(high).Forget);
            (low, high) = (high, 2 * high);
            if (high > Longest)
                return best.Length;
        }
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = IsReached(middle) ? (low, middle) : (middle, high);
        }
        return high;

        bool IsReached(double length)
        {
            var (forget, control) = at(length);
            return forget <= Math.Max(control, firstControl);
        }
    }
}
