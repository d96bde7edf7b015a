namespace MLNetUnlearn.Reporting;

/// <summary>Which value of a metric is the best.</summary>
public enum MetricGoal
{
    /// <summary>The higher, the better.</summary>
    Higher,

    /// <summary>What the retrained model has; more and less are both worse.</summary>
    LikeRetrained,

    /// <summary>0; more and less are both worse.</summary>
    Zero,

    /// <summary>One half, which is chance; more and less are both worse.</summary>
    Half,

    /// <summary>One; more and less are both worse.</summary>
    One,

    /// <summary>The lower, the better.</summary>
    Lower,

    /// <summary>It is not known.</summary>
    Unknown,
}
