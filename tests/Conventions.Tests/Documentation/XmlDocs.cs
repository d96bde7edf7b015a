using System.Reflection;
using System.Xml.Linq;

namespace MLNetUnlearn.Conventions.Documentation;

/// <summary>The documentation that the compiler wrote beside an assembly.</summary>
internal sealed class XmlDocs(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public IEnumerable<KeyValuePair<string, XElement>> All => _members;

    public XElement? Of(MemberInfo member) => _members.GetValueOrDefault(DocumentationId.Of(member));

    /// <summary>The text of an element as its reader sees it: references by their last name, white space collapsed.</summary>
    public static string Text(XElement? element) =>
        string.Join(' ', string.Concat((element?.Nodes() ?? []).Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } element => Name(element),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Name(XElement element)
    {
        var name = (element.Attribute("langword") ?? element.Attribute("name") ?? element.Attribute("cref"))?.Value ?? "";
        return name.Split('(')[0].Split('.', ':')[^1];
    }
}
