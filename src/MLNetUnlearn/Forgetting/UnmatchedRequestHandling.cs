namespace MLNetUnlearn.Forgetting;

/// <summary>What fitting does with requests that name nothing in the data.</summary>
public enum UnmatchedRequestHandling
{
    /// <summary>Throw, naming how many there are and the reason of the first few.</summary>
    Throw,

    /// <summary>Go on without them; the transformer lists them.</summary>
    Report,
}
