using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>The words before a declaration that decide what its users may do with it.</summary>
internal static class Modifiers
{
    public static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static string Of(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
        {
            return Words(
                (type.IsDefined(typeof(IsReadOnlyAttribute)), "readonly"), (type.IsByRefLike, "ref"), (IsRecord(type), "record"),
                (true, "struct"));
        }
        var isStatic = type is { IsAbstract: true, IsSealed: true };
        return Words(
            (isStatic, "static"), (type.IsAbstract && !isStatic, "abstract"), (type.IsSealed && !isStatic, "sealed"),
            (IsRecord(type), "record"), (true, "class"));
    }

    public static string Of(MethodBase method)
    {
        var isOverride = method is MethodInfo info && info.GetBaseDefinition().DeclaringType != info.DeclaringType;
        var inClass = !method.DeclaringType!.IsInterface;
        return Words(
            (!method.IsPublic, "protected"), (method.IsStatic, "static"), (method.IsAbstract && inClass, "abstract"),
            (method.IsFinal && isOverride, "sealed"), (isOverride && !method.IsAbstract, "override"),
            (method is { IsVirtual: true, IsFinal: false, IsAbstract: false } && !isOverride && inClass, "virtual"));
    }

    public static string Of(FieldInfo field) => Words(
        (!field.IsPublic, "protected"), (field.IsLiteral, "const"), (field.IsStatic && !field.IsLiteral, "static"),
        (field.IsInitOnly, "readonly"));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static string Words(params (bool Holds, string Word)[] words) =>
        string.Join(' ', words.Where(word => word.Holds).Select(word => word.Word));
}
