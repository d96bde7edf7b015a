namespace MLNetUnlearn.BrowserTests.Browsers;

/// <summary>
/// Skips the class where there is no Chromium. Where the environment says that there must be one, its tests run, and fail.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsChromiumAttribute : ConditionBaseAttribute
{
    private const string MustBeThere = "MLNETUNLEARN_REQUIRE_CHROMIUM";

    public NeedsChromiumAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = Chromium.Missing;

    public override string GroupName => nameof(NeedsChromiumAttribute);

    public override bool IsConditionMet => Chromium.Program is not null || Environment.GetEnvironmentVariable(MustBeThere) == "1";
}
