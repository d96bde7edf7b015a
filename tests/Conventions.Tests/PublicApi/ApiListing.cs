using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>What a user of an assembly can see, one line per type, supertype, member and accessor.</summary>
/// <param name="nullability">Whether to say which references may be null.</param>
/// <param name="inherited">Whether to repeat on a type what it inherits: for looking lines up, not for reading.</param>
internal sealed class ApiListing(bool nullability = false, bool inherited = false)
{
    private const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
    private readonly Signatures _signatures = new(nullability);

    /// <summary>The lines of all visible types, in ordinal order.</summary>
    public IReadOnlyList<ApiLine> Of(IEnumerable<Assembly> assemblies) =>
    [
        .. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Lines).Distinct()
            .OrderBy(line => line.ToString(), StringComparer.Ordinal),
    ];

    public string TextOf(Assembly assembly) => string.Concat(Of([assembly]).Select(line => line + "\n"));

    private IEnumerable<ApiLine> Lines(Type type)
    {
        var name = TypeNames.Declared(type);
        var constraints = Signatures.Constraints(type.GetGenericArguments());
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            var parameters = _signatures.Parameters(invoke, invoke.GetParameters());
            return [new ApiLine($"{name}({parameters}) -> {_signatures.Result(invoke)}{constraints}", "delegate")];
        }
        return Members(type, name).Concat(Supertypes(type).Select(super => new ApiLine($"{name} : {TypeNames.Of(super)}", "")))
            .Append(new ApiLine(name + constraints, Modifiers.Of(type)));
    }

    private IEnumerable<Type> Supertypes(Type type)
    {
        var implied = type.IsEnum || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? null : type.BaseType;
        var interfaces = type.IsEnum ? [] : type.GetInterfaces().Where(candidate => candidate.IsVisible);
        if (implied is null)
            return interfaces;
        if (!inherited)
            return interfaces.Except(implied.GetInterfaces()).Prepend(implied);
        return interfaces.Concat(Chain(implied));
    }

    private static IEnumerable<Type> Chain(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type;
    }

    private IEnumerable<ApiLine> Members(Type type, string name)
    {
        var flags = inherited ? Every | BindingFlags.FlattenHierarchy : Every | BindingFlags.DeclaredOnly;
        var owners = inherited && type.IsInterface ? type.GetInterfaces().Append(type) : [type];
        return owners.SelectMany(owner => owner.GetMembers(flags))
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute), false))
            .SelectMany(member => Lines(member, name, type.Name.Split('`')[0]));
    }

    private IEnumerable<ApiLine> Lines(MemberInfo member, string type, string shortName) => member switch
    {
        ConstructorInfo { IsStatic: false } made when Modifiers.Visible(made) =>
            [new ApiLine($"{type}.{shortName}({_signatures.Parameters(made, made.GetParameters())})", Modifiers.Of(made))],
        MethodInfo { IsSpecialName: false } method when Modifiers.Visible(method) =>
            [new ApiLine(Method(method, type), Modifiers.Of(method))],
        MethodInfo method when Modifiers.Visible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) =>
            [new ApiLine(Method(method, type), Modifiers.Of(method))],
        PropertyInfo property => Accessors(property, type),
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            [new ApiLine($"{type}.{field.Name}{Constant(field)} -> {_signatures.TypeOf(field)}", Modifiers.Of(field))],
        EventInfo { AddMethod: { } add } happening when Modifiers.Visible(add) =>
            [new ApiLine($"{type}.{happening.Name} -> {TypeNames.Of(happening.EventHandlerType!)}", ("event " + Modifiers.Of(add)).Trim())],
        _ => [],
    };

    private string Method(MethodInfo method, string type)
    {
        var generic = method.GetGenericArguments();
        return $"{type}.{method.Name}{Signatures.Generic(generic)}({_signatures.Parameters(method, method.GetParameters())}) -> "
            + _signatures.Result(method) + Signatures.Constraints(generic);
    }

    private IEnumerable<ApiLine> Accessors(PropertyInfo property, string type)
    {
        var index = property.GetIndexParameters();
        var name = index.Length == 0
            ? $"{type}.{property.Name}"
            : $"{type}.this[{_signatures.Parameters(property.GetAccessors(true)[0], index)}]";
        if (property.GetMethod is { } getter && Modifiers.Visible(getter))
        {
            var byReference = getter.ReturnType.IsByRef ? "ref " : "";
            yield return new ApiLine($"{name}.get -> {byReference}{_signatures.TypeOf(property)}", Modifiers.Of(getter));
        }
        if (property.SetMethod is { } setter && Modifiers.Visible(setter))
        {
            var isInit = setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            yield return new ApiLine($"{name}.{(isInit ? "init" : "set")} <- {_signatures.TypeOf(property)}", Modifiers.Of(setter));
        }
    }

    private static string Constant(FieldInfo field)
    {
        if (!field.IsLiteral)
            return "";
        var isMemberOfEnum = field.FieldType.IsEnum && field.DeclaringType == field.FieldType;
        var type = isMemberOfEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType;
        return $" = {Signatures.Value(field.GetRawConstantValue(), type)}";
    }
}
