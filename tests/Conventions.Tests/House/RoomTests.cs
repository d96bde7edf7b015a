using System.Text.RegularExpressions;

namespace MLNetUnlearn.Conventions.House;

/// <summary>The folders of the library and of the tool use one another in one direction only.</summary>
[TestClass]
public sealed class RoomTests
{
    [TestMethod]
    [DataRow("MLNetUnlearn", 8)]
    [DataRow("MLNetUnlearn.Cli", 6)]
    public void No_room_leads_back_to_itself(string house, int moreThan)
    {
        var uses = Rooms(house).ToDictionary(room => Path.GetFileName(room), room => UsesOf(house, room));
        Assert.IsGreaterThan(moreThan, uses.Count);
        Assert.IsGreaterThan(20, uses.Values.Sum(used => used.Count));
        Problems.None(uses.Keys.Where(room => Reaches(uses, room, room, [])).Select(room => $"{room} uses itself by way of others"));
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> uses, string from, string wanted, HashSet<string> seen) =>
        uses[from].Contains(wanted) || uses[from].Any(room => uses.ContainsKey(room) && seen.Add(room) && Reaches(uses, room, wanted, seen));

    private static HashSet<string> UsesOf(string house, string room) =>
        Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), $@"^using {Regex.Escape(house)}\.(\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value))
            .Where(name => name != Path.GetFileName(room)).ToHashSet();

    private static IEnumerable<string> Rooms(string house) =>
        Directory.EnumerateDirectories(Repository.PathOf($"src/{house}")).Where(room => Path.GetFileName(room) is not ("bin" or "obj"));
}
