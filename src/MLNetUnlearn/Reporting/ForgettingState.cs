namespace MLNetUnlearn.Reporting;

/// <summary>What figures say of a model; of two of them, the later one counts.</summary>
internal enum ForgettingState
{
    /// <summary>There is nothing to compare, or nothing by which even the original could be told.</summary>
    Unknown,

    /// <summary>It cannot be told from the retrained model.</summary>
    LikeRetrained,

    /// <summary>It can be told from the retrained model, and nothing says whether it knows more or less.</summary>
    Shows,

    /// <summary>It knows less than the retrained model.</summary>
    OverForgets,

    /// <summary>It knows more than the retrained model.</summary>
    Remembers,
}
