using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MLNetUnlearn.Conventions.Calls;

/// <summary>What an assembly uses of others, read from its metadata.</summary>
internal sealed class References
{
    private readonly MetadataReader _metadata;
    private readonly MetadataNames _names;

    private References(MetadataReader metadata)
    {
        _metadata = metadata;
        _names = new MetadataNames(metadata);
    }

    /// <summary>The types of other assemblies, each with its called members, in ordinal order.</summary>
    public static IReadOnlyList<ReferencedType> Of(System.Reflection.Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new References(file.GetMetadataReader()).Types();
    }

    private ReferencedType[] Types()
    {
        var members = _metadata.MemberReferences.Select(_metadata.GetMemberReference)
            .Select(member => (Type: TypeOf(member.Parent), Member: member)).Where(pair => pair.Type is not null)
            .ToLookup(pair => pair.Type!.Value, pair => pair.Member);
        return
        [
            .. _metadata.TypeReferences.Select(handle => new ReferencedType(
                    AssemblyOf(handle), NameOf(handle),
                    [.. members[handle].Select(member => Text(member, Arity(handle))).Distinct().Order(StringComparer.Ordinal)]))
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
    }

    private string Text(MemberReference member, int arity)
    {
        var name = _metadata.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
            return $"{name} -> {member.DecodeFieldSignature(_names, (arity, 0))}";
        // The number of a method's own type parameters must be known to name them, and is part of the same signature.
        var blob = _metadata.GetBlobReader(member.Signature);
        var generic = blob.ReadSignatureHeader().IsGeneric ? blob.ReadCompressedInteger() : 0;
        var signature = member.DecodeMethodSignature(_names, (arity, generic));
        var parameters = $"({string.Join(", ", signature.ParameterTypes)})";
        var modifier = signature.Header.IsInstance ? "" : "static ";
        return name == ".ctor"
            ? "new" + parameters
            : $"{modifier}{name}{MetadataNames.Parameters("M", generic)}{parameters} -> {signature.ReturnType}";
    }

    private TypeReferenceHandle? TypeOf(EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;
        var blob = _metadata.GetBlobReader(_metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        blob.ReadByte(); // class or value type
        var generic = blob.ReadTypeHandle();
        return generic.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)generic : null;
    }

    private string AssemblyOf(TypeReferenceHandle handle)
    {
        var scope = _metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        var name = _metadata.GetString(type.Name).Split('`')[0];
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}.{name}{Own(handle)}"
            : $"{_metadata.GetString(type.Namespace)}.{name}{Own(handle)}";
    }

    private string Own(TypeReferenceHandle handle) => MetadataNames.Parameters("T", Arity(handle));

    private int Arity(TypeReferenceHandle handle)
    {
        var parts = _metadata.GetString(_metadata.GetTypeReference(handle).Name).Split('`');
        return parts.Length == 2 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
