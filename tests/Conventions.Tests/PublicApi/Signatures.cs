using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>Parameters, results and constraints of members, as C# writes them.</summary>
/// <param name="nullability">Whether to say which references may be null.</param>
internal sealed class Signatures(bool nullability)
{
    private readonly NullabilityInfoContext? _nullability = nullability ? new NullabilityInfoContext() : null;

    public string Parameters(MethodBase method, IEnumerable<ParameterInfo> parameters)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", parameters.Select((parameter, i) => (i == 0 && extension ? "this " : "") + Parameter(parameter)));
    }

    public string Result(MethodInfo method) =>
        (method.ReturnType.IsByRef ? "ref " : "")
        + TypeNames.Of(method.ReturnType, _nullability?.Create(method.ReturnParameter), TupleNames(method.ReturnParameter));

    public string TypeOf(PropertyInfo property) =>
        TypeNames.Of(property.PropertyType, _nullability?.Create(property), TupleNames(property));

    public string TypeOf(FieldInfo field) =>
        TypeNames.Of(field.FieldType, _nullability?.Create(field), TupleNames(field));

    public static string Generic(Type[] arguments) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>";

    public static string Constraints(Type[] arguments) => string.Concat(arguments.Select(argument =>
    {
        var flags = argument.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var terms = argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => TypeNames.Of(type))
            .Order(StringComparer.Ordinal).ToList();
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            terms.Insert(0, "class");
        if (isStruct)
            terms.Insert(0, "struct");
        else if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            terms.Add("new()");
        return terms.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", terms)}";
    }));

    public static string Value(object? value, Type type)
    {
        var isNullable = Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null when isNullable => "null",
            null => type.IsValueType || type.IsGenericParameter ? "default" : "null",
            _ when type.IsEnum => Enum.ToObject(type, value) is var member && Enum.IsDefined(type, member)
                ? $"{TypeNames.Of(type)}.{member}"
                : $"({TypeNames.Of(type)}){Convert.ToString(value, CultureInfo.InvariantCulture)}",
            string text => $"\"{text}\"",
            char character => $"'{character}'",
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var kind = !type.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "in " : "ref ";
        if (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)))
            kind = "params ";
        var value = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue, type) : "";
        return $"{kind}{TypeNames.Of(type, _nullability?.Create(parameter), TupleNames(parameter))} {parameter.Name}{value}";
    }

    private static Queue<string?>? TupleNames(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(TupleElementNamesAttribute), false) is [TupleElementNamesAttribute names, ..]
            ? new Queue<string?>(names.TransformNames)
            : null;
}
