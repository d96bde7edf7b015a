using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>
/// How the gradients of a step's objectives become one direction Σ c_i g_i. All that a rule needs to know of the gradients is their inner
/// products, so it is a function from numbers to numbers.
/// </summary>
public abstract record GradientRule
{
    /// <summary>
    /// Whether the rule looks at <see cref="ObjectiveGeometry.Gram"/>. Each objective is then differentiated on its own: a step takes
    /// about twice as long, and memory for as many gradients as there are objectives, each as large as the weights (the whole catalogue's
    /// embedding included). False unless overridden.
    /// </summary>
    public virtual bool NeedsGradients => false;

    /// <summary>What the rule remembers from step to step, before the first; nothing unless overridden.</summary>
    /// <param name="objectives">The number of objectives, the same at every step.</param>
    public virtual double[] StartState(int objectives) => [];

    /// <summary>The step's direction.</summary>
    /// <param name="geometry">What is known of the objectives.</param>
    /// <exception cref="InvalidOperationException">The rule cannot combine objectives such as these.</exception>
    public abstract Combination Combine(ObjectiveGeometry geometry);

    /// <summary>Adds what is wrong with the rule to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
    }
}
