using System.Reflection;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Conventions.PublicApi;

namespace MLNetUnlearn.Conventions.Documentation;

/// <summary>What its author wrote of a type's visible members; nothing that the compiler adds.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<MemberInfo> Of(Type type) => type.IsSubclassOf(typeof(Delegate))
        ? []
        : type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute), false) && member switch
        {
            ConstructorInfo made => Modifiers.Visible(made) && !IsImplied(made),
            MethodInfo method => Modifiers.Visible(method) && !IsAccessor(method),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(Modifiers.Visible),
            FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
            EventInfo happening => Modifiers.Visible(happening.AddMethod!),
            _ => false,
        });

    /// <summary>The parameters of a positional record, which its type documents for constructor and properties.</summary>
    public static IReadOnlyList<ParameterInfo> Positional(Type type) =>
        type.GetMethod("PrintMembers", Declared) is not null && type.GetMethod("Deconstruct", Declared) is { } deconstruct
            ? type.GetConstructors(Declared).Single(made => Names(made).SequenceEqual(Names(deconstruct))).GetParameters()
            : [];

    private static IEnumerable<string?> Names(MethodBase method) => method.GetParameters().Select(parameter => parameter.Name);

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // A constructor without parameters has no documentation of its own where its author did not write it.
    private static bool IsImplied(ConstructorInfo made) => made.GetParameters().Length == 0;
}
