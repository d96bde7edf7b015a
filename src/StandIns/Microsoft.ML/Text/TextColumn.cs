using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// A column and the fields it is loaded from.
internal sealed class TextColumn
{
    private TextColumn(string name, PrimitiveDataViewType itemType, FieldRange[] ranges)
    {
        Name = name;
        ItemType = itemType;
        Ranges = ranges;
        Size = ranges.Sum(static range => range.Count);
        IsVector = Size > 1 || ranges[0].IsVector;
        Type = IsVector ? new VectorDataViewType(itemType, Size) : itemType;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public PrimitiveDataViewType ItemType { get; }

    public bool IsVector { get; }

    public int Size { get; }

    public FieldRange[] Ranges { get; }

    // The columns of a row class; each of its members must say where it is loaded from.
    public static TextColumn[] Of(Type type)
    {
        const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Instance)
            .Where(static property => property.GetGetMethod() is not null && property.GetIndexParameters().Length == 0);
        var members = type.GetFields(Instance).Concat<MemberInfo>(properties).ToArray();
        Contracts.CheckParam(members.Length > 0, nameof(type), $"{type} has no public field or property.");
        return Array.ConvertAll(members, Of);
    }

    private static TextColumn Of(MemberInfo member)
    {
        var source = member.GetCustomAttribute<LoadColumnAttribute>();
        Contracts.Check(source is not null, $"Member '{member.Name}' needs a {nameof(LoadColumnAttribute)}.");
        var valueType = RowMember.ValueTypeOf(member);
        var itemType = DataViewTypeExtensions.StandardTypeOf(valueType.IsArray ? valueType.GetElementType()! : valueType);
        Contracts.Check(itemType is not null, $"Member '{member.Name}' is of type {valueType}, which cannot be loaded from text.");
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
            itemType = new KeyDataViewType(itemType.RawType, key.Count);
        var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
        CheckDisjoint(source.Ranges, name);
        return new TextColumn(name, itemType, source.Ranges);
    }

    private static void CheckDisjoint(FieldRange[] ranges, string name)
    {
        var sorted = ranges.OrderBy(static range => range.First).ToArray();
        for (var i = 1; i < sorted.Length; i++)
            Contracts.CheckParam(sorted[i - 1].Last < sorted[i].First, "Source", $"Column '{name}' has a field twice.");
    }
}
