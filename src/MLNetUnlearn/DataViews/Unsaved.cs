namespace MLNetUnlearn.DataViews;

/// <summary>What every step of this version says when it is asked to save itself.</summary>
internal static class Unsaved
{
    /// <summary>The exception to throw from <c>ICanSaveModel.Save</c>.</summary>
    /// <param name="step">The step's name, as users write it.</param>
    public static NotSupportedException Exception(string step) => new(
        $"This version of MLNetUnlearn cannot save the step {step}. Save the rest of the pipeline and add the step again in code.");
}
