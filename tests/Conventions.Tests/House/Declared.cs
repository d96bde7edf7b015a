using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Conventions.House;

/// <summary>Types that someone wrote, not the compiler.</summary>
internal static class Declared
{
    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && !Enclosing(type).Any(IsGenerated));

    private static IEnumerable<Type> Enclosing(Type? type)
    {
        for (; type is not null; type = type.DeclaringType)
            yield return type;
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || type.Namespace is "System.Runtime.CompilerServices" or "Microsoft.CodeAnalysis";
}
