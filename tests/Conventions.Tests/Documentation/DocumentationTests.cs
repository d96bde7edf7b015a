using System.Reflection;
using System.Xml.Linq;

namespace MLNetUnlearn.Conventions.Documentation;

/// <summary>Every public type and member says what it is, and so does each of its parameters.</summary>
[TestClass]
public sealed class DocumentationTests
{
    private static readonly Assembly[] Libraries = [OurAssemblies.Library, OurAssemblies.Serving];
    private static readonly Dictionary<Assembly, XmlDocs> Docs = Libraries.ToDictionary(each => each, each => new XmlDocs(each));

    [TestMethod]
    public void Every_public_type_and_member_has_a_summary() => Problems.None(
        Documented().Where(pair => pair.Docs is null || !(Inherits(pair.Docs) || XmlDocs.Text(pair.Docs.Element("summary")).Length > 0))
            .Select(pair => $"{DocumentationId.Of(pair.Member)} has no summary"));

    [TestMethod]
    public void Every_parameter_is_described() => Problems.None(
        Documented().Where(pair => pair.Docs is not null && !Inherits(pair.Docs)).SelectMany(pair => Parameters(pair.Member)
            .Where(name => XmlDocs.Text(pair.Docs!.Elements("param").Concat(pair.Docs.Elements("typeparam"))
                .FirstOrDefault(element => element.Attribute("name")?.Value == name)).Length == 0)
            .Select(name => $"{DocumentationId.Of(pair.Member)} does not describe {name}")));

    [TestMethod]
    public void Every_exception_says_when_it_is_thrown() => Problems.None(
        from member in Docs.Values.SelectMany(docs => docs.All)
        from exception in member.Value.Elements("exception")
        where XmlDocs.Text(exception).Length == 0 || exception.Attribute("cref")?.Value.StartsWith("T:", StringComparison.Ordinal) != true
        select $"{member.Key}: {exception}");

    [TestMethod]
    public void Members_of_every_kind_are_found()
    {
        var known = Documented().Where(pair => pair.Docs is not null).Select(pair => pair.Member.MemberType).ToHashSet();

        foreach (var kind in (MemberTypes[])[MemberTypes.TypeInfo, MemberTypes.Constructor, MemberTypes.Method, MemberTypes.Property])
            Assert.Contains(kind, known);
    }

    private static IEnumerable<(MemberInfo Member, XElement? Docs)> Documented() =>
        from library in Libraries
        from type in library.GetExportedTypes()
        let positional = PublicMembers.Positional(type).Select(parameter => parameter.Name).ToArray()
        from member in PublicMembers.Of(type).Where(member => !DescribedByType(member, positional)).Prepend(type)
        select (member, Docs[library].Of(member));

    private static bool DescribedByType(MemberInfo member, string?[] positional) =>
        positional.Length > 0 && (positional.Contains(member.Name)
            || (member is ConstructorInfo made && made.GetParameters().Select(parameter => parameter.Name).SequenceEqual(positional)));

    private static bool Inherits(XElement docs) => docs.Element("inheritdoc") is not null;

    private static IEnumerable<string> Parameters(MemberInfo member)
    {
        var (parameters, generic) = member switch
        {
            Type type => (PublicMembers.Positional(type), type.GetGenericArguments()),
            MethodInfo method => (method.GetParameters(), method.GetGenericArguments()),
            MethodBase made => (made.GetParameters(), []),
            PropertyInfo property => (property.GetIndexParameters(), []),
            _ => ((IReadOnlyList<ParameterInfo>)[], Type.EmptyTypes),
        };
        return parameters.Select(parameter => parameter.Name!).Concat(generic.Select(parameter => parameter.Name));
    }
}
