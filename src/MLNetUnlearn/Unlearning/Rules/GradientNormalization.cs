namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>What an objective's gradient is divided by before gradients are compared.</summary>
public enum GradientNormalization
{
    /// <summary>By its l2 norm: the direction is as steep for every objective that has a part in it, whatever its scale.</summary>
    L2,

    /// <summary>By the size of the objective's loss (times its weight).</summary>
    Loss,

    /// <summary>By nothing: the smaller a gradient, the larger its part.</summary>
    None,
}
