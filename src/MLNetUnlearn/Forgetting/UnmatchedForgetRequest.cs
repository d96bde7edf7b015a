namespace MLNetUnlearn.Forgetting;

/// <summary>A request that names nothing in the data.</summary>
/// <param name="Request">The request.</param>
/// <param name="Reason">Why, for example <c>there is no user 'u9'</c>.</param>
public sealed record UnmatchedForgetRequest(ForgetRequest Request, string Reason);
