namespace MLNetUnlearn.Reporting;

/// <summary>What figures say of a model; of two of them, the later one counts.</summary>
internal enum ForgettingState
{
    /// <summary>There is nothing to compare.</summary>
    Unknown,

    /// <summary>It cannot be told from the retrained model.</summary>
    LikeRetrained,

    /// <summary>It knows less than the retrained model.</summary>
    OverForgets,

    /// <summary>It knows more than the retrained model.</summary>
    Remembers,
}
