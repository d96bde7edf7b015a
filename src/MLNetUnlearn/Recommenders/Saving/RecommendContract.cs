namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>The contract names of <see cref="RecommendFactory{T}"/>, which are global in ML.NET.</summary>
internal static class RecommendContract
{
    public const string Prefix = "MLNetUnlearn.Recommend.";
}
