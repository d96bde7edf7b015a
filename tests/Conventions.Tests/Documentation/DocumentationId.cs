using System.Reflection;

namespace MLNetUnlearn.Conventions.Documentation;

/// <summary>The names that the compiler gives members in XML documentation (C# specification, annex D.4.2).</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + Open(type),
        MethodBase method => $"M:{Owner(method)}.{Name(method)}{Arity(method)}{Parameters(method.GetParameters())}{Result(method)}",
        PropertyInfo property => $"P:{Owner(property)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        EventInfo happening => $"E:{Owner(happening)}.{happening.Name}",
        _ => $"F:{Owner(member)}.{member.Name}",
    };

    private static string Owner(MemberInfo member) => Open(member.DeclaringType!);

    private static string Open(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Name(MethodBase method) => method.Name.Replace('.', '#');

    private static string Arity(MethodBase method) => method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";

    private static string Result(MethodBase method) =>
        method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + Used(conversion.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => Used(parameter.ParameterType)))})";

    private static string Used(Type type)
    {
        if (type.IsByRef)
            return Used(type.GetElementType()!) + "@";
        if (type.IsArray)
        {
            var bounds = type.GetArrayRank() == 1 ? "" : string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()));
            return $"{Used(type.GetElementType()!)}[{bounds}]";
        }
        if (type.IsGenericParameter)
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');
        var arguments = type.GetGenericArguments();
        var (text, used) = ("", 0);
        foreach (var part in Open(type).Split('.'))
        {
            var pieces = part.Split('`');
            text += (text.Length > 0 ? "." : "") + pieces[0];
            if (pieces.Length == 1)
                continue;
            var count = int.Parse(pieces[1], System.Globalization.CultureInfo.InvariantCulture);
            text += $"{{{string.Join(",", arguments[used..(used + count)].Select(Used))}}}";
            used += count;
        }
        return text;
    }
}
