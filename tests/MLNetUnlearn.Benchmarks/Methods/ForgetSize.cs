namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>How much is to be forgotten.</summary>
internal enum ForgetSize
{
    /// <summary>Items of 10 % of the users.</summary>
    Tenth,

    /// <summary>About as many pairs as the thesis forgot: 378 on Amazon games.</summary>
    Thesis,
}
