using System.Reflection;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>Everything that can be seen of a real package, inherited members included, to look up what our own assemblies promise.</summary>
internal sealed class RealApi(IEnumerable<Assembly> assemblies)
{
    private readonly ILookup<string, ApiLine> _lines =
        new ApiListing(inherited: true).Of(assemblies).ToLookup(line => line.Signature, StringComparer.Ordinal);

    /// <summary>The promises of a checked listing that the package does not keep, one line each with the reason.</summary>
    public IReadOnlyList<string> BrokenPromises(string listing) =>
    [
        .. Repository.Read(listing).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ApiLine.Parse)
            .Select(line => (line, why: WhyBroken(line))).Where(promise => promise.why is not null)
            .Select(promise => $"{promise.line.Signature} : {promise.why}"),
    ];

    private string? WhyBroken(ApiLine line)
    {
        var reasons = _lines[line.Signature].Select(line.Excess).ToArray();
        return reasons.Length == 0 ? "not there" : reasons.Contains(null) ? null : reasons[0];
    }
}
