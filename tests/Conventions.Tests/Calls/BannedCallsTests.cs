using System.Diagnostics;
using MLNetUnlearn.Conventions.House;

namespace MLNetUnlearn.Conventions.Calls;

/// <summary>Nothing in src/ takes its results from the clock, from chance that no seed decides, or from the machine's mood.</summary>
[TestClass]
public sealed class BannedCallsTests
{
    private static readonly string[] Banned =
    [
        "System.DateTime.static get_Now", "System.DateTime.static get_UtcNow", "System.DateTime.static get_Today",
        "System.DateTimeOffset.static get_Now", "System.DateTimeOffset.static get_UtcNow", "System.TimeProvider.static get_System",
        "System.Environment.static get_TickCount", "System.Guid.static NewGuid", "System.Guid.static CreateVersion7",
        "System.Random.new", "System.Random.static get_Shared", "System.Security.Cryptography.RandomNumberGenerator.", "System.HashCode.",
        "System.Diagnostics.Stopwatch.", "System.Threading.Thread.static Sleep",
    ];

    private static readonly Exemptions Allowed = new(
        ("MLNetUnlearn: System.Diagnostics.Stopwatch", "the seconds in a run's messages, and in costs, which are times; no other result depends on them"),
        ("MLNetUnlearn.Serving: System.Diagnostics.Stopwatch", "how long requests take, for the meter; no answer depends on it"),
        ("Microsoft.ML: System.Diagnostics.Stopwatch", "the elapsed time in a channel's message, as in ML.NET"),
        ("Microsoft.ML: System.HashCode", "hash codes of types, which never leave the process"),
        ("Microsoft.ML: System.Random", "ML.NET's IHost.Rand is a System.Random, seeded by the context"));

    [TestMethod]
    public void No_assembly_of_ours_calls_what_is_banned() => Allowed.Check(
        from assembly in OurAssemblies.All.Append(OurAssemblies.Tool)
        from type in References.Of(assembly)
        where type.Members.Any(member => Banned.Any(start => $"{type.Name}.{member}".StartsWith(start, StringComparison.Ordinal)))
        select $"{assembly.GetName().Name}: {type.Name}",
        name => OurAssemblies.All.Any(assembly => name.StartsWith(assembly.GetName().Name + ":", StringComparison.Ordinal)));

    /// <summary>The names above are as they stand in metadata: this test calls some of them.</summary>
    [TestMethod]
    public void A_call_is_found_by_its_name()
    {
        _ = (DateTime.UtcNow, Random.Shared, new Random(1), Guid.NewGuid(), Environment.TickCount64, Stopwatch.StartNew());

        var called = References.Of(typeof(BannedCallsTests).Assembly)
            .SelectMany(type => type.Members.Select(member => $"{type.Name}.{member}")).ToArray();

        foreach (var name in (string[])["DateTime.static get_UtcNow", "Random.static get_Shared", "Random.new", "Guid.static NewGuid",
            "Environment.static get_TickCount", "Diagnostics.Stopwatch."])
        {
            Assert.Contains("System." + name, Banned);
            Assert.IsTrue(called.Any(call => call.StartsWith("System." + name, StringComparison.Ordinal)), name);
        }
    }
}
