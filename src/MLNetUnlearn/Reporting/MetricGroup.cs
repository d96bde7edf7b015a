namespace MLNetUnlearn.Reporting;

/// <summary>The question that a metric answers.</summary>
public enum MetricGroup
{
    /// <summary>What is the model still worth?</summary>
    Utility,

    /// <summary>Does it still rank what it was to forget as if it knew it?</summary>
    Forgetting,

    /// <summary>Can an attacker tell what it was trained on?</summary>
    Attack,

    /// <summary>What did forgetting take from others?</summary>
    Damage,

    /// <summary>What did it take in time and memory?</summary>
    Cost,

    /// <summary>Metrics that this library does not know.</summary>
    Other,
}
