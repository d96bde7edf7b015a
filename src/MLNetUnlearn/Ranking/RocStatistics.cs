namespace MLNetUnlearn.Ranking;

/// <summary>
/// How well a value tells members from non-members, whose weights need not be equal: statistics of the curve of true-positive over
/// false-positive rates (Fawcett 2006), where a pair counts as a member when its value is at least a threshold.
/// </summary>
internal static class RocStatistics
{
    private const double Slack = 1e-9; // of rates, which are sums of weights

    /// <summary>The probability that a member's value is above a non-member's, ties counted half; 0.5 is chance.</summary>
    /// <param name="members">Values of members, at least one, none of them NaN.</param>
    /// <param name="others">Values of non-members, likewise.</param>
    /// <param name="weights">Weights of non-members, 0 or above, not all 0.</param>
    public static double Auc(double[] members, double[] others, double[] weights)
    {
        var (area, found, total) = (0.0, 0.0, 0.0);
        foreach (var (member, other) in Steps(members, others, weights))
        {
            area += other * (found + (member / 2));
            found += member;
            total += other;
        }
        return area / (total * members.Length);
    }

    /// <summary>
    /// The standard error of <see cref="Auc"/> by Hanley and McNeil (1982), with an effective number of non-members, (Σw)²/Σw².
    /// </summary>
    /// <param name="auc">In [0, 1].</param>
    /// <param name="members">The number of members, at least one.</param>
    /// <param name="weights">Weights of non-members, 0 or above, not all 0.</param>
    public static double StandardError(double auc, int members, double[] weights)
    {
        var total = weights.Sum();
        var others = total * total / weights.Sum(weight => weight * weight);
        var (square, twoMembers, twoOthers) = (auc * auc, auc / (2 - auc), 2 * auc * auc / (1 + auc));
        var variance = (auc * (1 - auc)) + ((members - 1) * (twoMembers - square)) + ((others - 1) * (twoOthers - square));
        return Math.Sqrt(Math.Max(0, variance) / (members * others));
    }

    /// <summary>The largest true-positive rate whose false-positive rate is at most the given one; 0 where no threshold has it.</summary>
    public static double TruePositiveRate(double[] members, double[] others, double[] weights, double falsePositiveRate)
    {
        var (total, above, found, rate) = (weights.Sum(), 0.0, 0.0, 0.0);
        foreach (var (member, other) in Steps(members, others, weights))
        {
            above += other;
            found += member;
            if (above / total > falsePositiveRate + Slack)
                break;
            rate = found / members.Length;
        }
        return rate;
    }

    /// <summary>
    /// The false- and the true-positive rate of each threshold, the highest first, from (0, 0) to (1, 1); at most so many points, evenly
    /// spread over the thresholds.
    /// </summary>
    public static (double FalsePositiveRate, double TruePositiveRate)[] Curve(
        double[] members, double[] others, double[] weights, int mostPoints)
    {
        var (total, above, found) = (weights.Sum(), 0.0, 0.0);
        var points = new List<(double, double)> { (0, 0) };
        foreach (var (member, other) in Steps(members, others, weights))
        {
            above += other;
            found += member;
            points.Add((Math.Min(1, above / total), found / members.Length));
        }
        points[^1] = (1, 1);
        var last = points.Count - 1;
        var count = Math.Min(mostPoints, points.Count);
        return [.. Enumerable.Range(0, count).Select(i => points[(int)((long)i * last / (count - 1))])];
    }

    /// <summary>The number of members and the weight of non-members at each value, the highest value first.</summary>
    private static List<(double Members, double Others)> Steps(double[] members, double[] others, double[] weights)
    {
        double[] values = [.. members, .. others];
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(Array.ConvertAll(values, value => -value), order);
        var steps = new List<(double Members, double Others)>();
        for (var i = 0; i < order.Length; i++)
        {
            if (i == 0 || values[order[i]] != values[order[i - 1]])
                steps.Add((0, 0));
            var (member, other) = steps[^1];
            steps[^1] = order[i] < members.Length ? (member + 1, other) : (member, other + weights[order[i] - members.Length]);
        }
        return steps;
    }
}
