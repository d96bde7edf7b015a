namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>Down the gradient of the weighted sum of the objectives: one backward pass for all.</summary>
public sealed record WeightedSum : GradientRule
{
    /// <inheritdoc/>
    public override Combination Combine(ObjectiveGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var ones = new double[geometry.Objectives.Count];
        Array.Fill(ones, 1);
        return new Combination(ones, []);
    }
}
