using System.Text.RegularExpressions;

namespace MLNetUnlearn.Conventions.House;

/// <summary>The library's folders use one another in one direction only.</summary>
[TestClass]
public sealed partial class RoomTests
{
    [TestMethod]
    public void No_room_leads_back_to_itself()
    {
        var uses = Rooms().ToDictionary(room => Path.GetFileName(room), UsesOf);
        Assert.IsGreaterThan(8, uses.Count);
        Assert.IsGreaterThan(20, uses.Values.Sum(used => used.Count));
        Problems.None(uses.Keys.Where(room => Reaches(uses, room, room, [])).Select(room => $"{room} uses itself by way of others"));
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> uses, string from, string wanted, HashSet<string> seen) =>
        uses[from].Contains(wanted) || uses[from].Any(room => uses.ContainsKey(room) && seen.Add(room) && Reaches(uses, room, wanted, seen));

    private static HashSet<string> UsesOf(string room) =>
        Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(name => name != Path.GetFileName(room)).ToHashSet();

    private static IEnumerable<string> Rooms() =>
        Directory.EnumerateDirectories(Repository.PathOf("src/MLNetUnlearn")).Where(room => Path.GetFileName(room) is not ("bin" or "obj"));

    [GeneratedRegex(@"^using MLNetUnlearn\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
