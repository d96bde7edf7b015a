using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.BrowserTests.Samples;

/// <summary>A model that forgets five times, beside models retrained for each time.</summary>
internal static class SampleStream
{
    private static readonly double[] _gaps = [.004, -.006, -.011, -.02, -.034];

    public static StreamReport Of(string title) => new(title,
    [
        .. _gaps.Select((gap, place) => new StreamPoint(10 * (place + 1), 22 * (place + 1),
            Figures(.752 + gap, .718 - .003 * place), Figures(.752, .72))),
    ]);

    private static Dictionary<string, double> Figures(double hit, double recall) => new()
    {
        ["forgetHit@10.sampled"] = hit, ["recall@10.sampled"] = recall,
    };
}
