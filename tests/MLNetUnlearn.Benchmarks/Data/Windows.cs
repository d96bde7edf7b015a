namespace MLNetUnlearn.Benchmarks.Data;

/// <summary>Which windows of n transitions an epoch goes through.</summary>
internal enum Windows
{
    /// <summary>Every user's last window only, as the usual SASRec codes train.</summary>
    Last,

    /// <summary>All windows that a user's sequence is cut into, as PadAndSplitSequences does by itself.</summary>
    All,
}
