using System.Reflection;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>
/// Everything that can be seen of a real package, inherited members included, to look up what our own assemblies promise.
/// </summary>
internal sealed class RealApi
{
    private readonly ILookup<string, ApiLine> _lines;
    private readonly ILookup<string, (Call Call, ApiLine Line)> _calls;

    public RealApi(IEnumerable<Assembly> assemblies)
    {
        var lines = new ApiListing(inherited: true).Of(assemblies);
        _lines = lines.ToLookup(line => line.Signature, StringComparer.Ordinal);
        _calls = lines.Select(line => (Call: Call.Parse(line.Signature), line)).Where(pair => pair.Call is not null)
            .ToLookup(pair => pair.Call!.Name, pair => (pair.Call!, pair.line), StringComparer.Ordinal);
    }

    /// <summary>The promises of a checked listing that the package does not keep, one line each with the reason.</summary>
    /// <param name="listing">The listing's path.</param>
    /// <param name="mayOmitOptional">Whether a promised method may lack optional parameters of the real one.</param>
    public IReadOnlyList<string> BrokenPromises(string listing, bool mayOmitOptional) =>
    [
        .. Repository.Read(listing).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ApiLine.Parse)
            .Select(line => (line, why: WhyBroken(line, mayOmitOptional))).Where(promise => promise.why is not null)
            .Select(promise => $"{promise.line.Signature} : {promise.why}"),
    ];

    private string? WhyBroken(ApiLine line, bool mayOmitOptional)
    {
        var reasons = _lines[line.Signature].Select(line.Excess).ToArray();
        if (reasons.Length == 0 && mayOmitOptional && Call.Parse(line.Signature) is { } call)
            reasons = [.. _calls[call.Name].Where(real => call.Fits(real.Call)).Select(real => line.Excess(real.Line))];
        return reasons.Length == 0 ? "not there" : reasons.Contains(null) ? null : reasons[0];
    }
}
