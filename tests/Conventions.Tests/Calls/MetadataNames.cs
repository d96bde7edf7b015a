using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MLNetUnlearn.Conventions.Calls;

/// <summary>
/// Types in signatures as C# writes them, without namespaces; parameters of types are T or T1, T2, those of methods M or M1, M2.
/// </summary>
internal sealed class MetadataNames(MetadataReader metadata) : ISignatureTypeProvider<string, (int OfType, int OfMethod)>
{
    public static string Parameter(string letter, int count, int index) => count == 1 ? letter : $"{letter}{index + 1}";

    public static string Parameters(string letter, int count) =>
        count == 0 ? "" : $"<{string.Join(", ", Enumerable.Range(0, count).Select(i => Parameter(letter, count, i)))}>";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Boolean => "bool",
        PrimitiveTypeCode.SByte => "sbyte",
        PrimitiveTypeCode.Int16 => "short",
        PrimitiveTypeCode.UInt16 => "ushort",
        PrimitiveTypeCode.Int32 => "int",
        PrimitiveTypeCode.UInt32 => "uint",
        PrimitiveTypeCode.Int64 => "long",
        PrimitiveTypeCode.UInt64 => "ulong",
        PrimitiveTypeCode.Single => "float",
        _ => typeCode.ToString().ToLowerInvariant(),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = Plain(reader.GetString(type.Name));
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{GetTypeFromDefinition(reader, outer, rawTypeKind)}.{name}" : name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = Plain(reader.GetString(type.Name));
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)}.{name}"
            : name;
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, (int OfType, int OfMethod) genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        metadata.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType switch
    {
        "Nullable" => typeArguments[0] + "?",
        "ValueTuple" => $"({string.Join(", ", typeArguments)})",
        _ => $"{genericType}<{string.Join(", ", typeArguments)}>",
    };

    public string GetGenericTypeParameter((int OfType, int OfMethod) genericContext, int index) =>
        Parameter("T", genericContext.OfType, index);

    public string GetGenericMethodParameter((int OfType, int OfMethod) genericContext, int index) =>
        Parameter("M", genericContext.OfMethod, index);

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => "ref " + elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";

    private static string Plain(string name) => name.Split('`')[0];
}
