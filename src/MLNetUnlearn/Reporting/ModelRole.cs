namespace MLNetUnlearn.Reporting;

/// <summary>What a model is in a report.</summary>
public enum ModelRole
{
    /// <summary>Trained on everything: the model that is to forget. The first one of a report is its anchor.</summary>
    Original,

    /// <summary>Trained anew without what was to be forgotten. The first one of a report is what the others are judged beside.</summary>
    Retrained,

    /// <summary>Made from the original by a method that forgets.</summary>
    Unlearned,
}
