using System.Reflection;

namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>
/// Types as C# writes them under the right usings: keywords, outer types, no namespaces. A declared type has its namespace, the engine's
/// for TorchSharp's, so that both tensor libraries read alike.
/// </summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type that is being declared.</summary>
    public static string Declared(Type type) => Namespace(type) + Of(type);

    /// <summary>A type that is used.</summary>
    /// <param name="type">Any type; of a reference, what it refers to.</param>
    /// <param name="nullability">What is known of null; with none, only <see cref="Nullable{T}"/> gets its question mark.</param>
    /// <param name="tupleNames">The names of tuple elements that are still to be used up, outer tuples first.</param>
    public static string Of(Type type, NullabilityInfo? nullability = null, Queue<string?>? tupleNames = null)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability is { Type.IsByRef: true } ? nullability.ElementType : nullability, tupleNames);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, nullability?.GenericTypeArguments.ElementAtOrDefault(0), tupleNames) + "?";
        var mark = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType, tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
            return Tuple(type.GetGenericArguments(), nullability, tupleNames);
        return Named(type, nullability, tupleNames) + mark;
    }

    private static string Tuple(Type[] types, NullabilityInfo? nullability, Queue<string?>? tupleNames)
    {
        var names = types.Select(_ => tupleNames is { Count: > 0 } ? tupleNames.Dequeue() : null).ToArray();
        var elements = types.Select((type, i) =>
            Of(type, nullability?.GenericTypeArguments.ElementAtOrDefault(i), tupleNames) + (names[i] is { } name ? " " + name : ""));
        return $"({string.Join(", ", elements)})";
    }

    private static string Named(Type type, NullabilityInfo? nullability, Queue<string?>? tupleNames)
    {
        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i), tupleNames)).ToArray();
        var parts = new List<string>();
        for (var level = type; level is not null; level = level.DeclaringType)
        {
            var inherited = level.DeclaringType?.GetGenericArguments().Length ?? 0;
            var own = arguments[inherited..level.GetGenericArguments().Length];
            parts.Insert(0, level.Name.Split('`')[0] + (own.Length > 0 ? $"<{string.Join(", ", own)}>" : ""));
        }
        return string.Join(".", parts);
    }

    private static string Namespace(Type type)
    {
        var name = type.Namespace ?? "";
        const string torchSharp = "TorchSharp";
        return (name == torchSharp || name.StartsWith(torchSharp + ".", StringComparison.Ordinal)
            ? "MLNetUnlearn.Engine" + name[torchSharp.Length..]
            : name) + ".";
    }
}
