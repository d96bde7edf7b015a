using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The members of a row class, each with its column.
internal sealed class RowBinding<TRow>
{
    private readonly (RowMember<TRow> Accessor, MemberInfo Member)[] _members;

    public RowBinding(SchemaDefinition definition)
    {
        _members = new (RowMember<TRow>, MemberInfo)[definition.Count];
        var schema = new DataViewSchema.Builder();
        for (var i = 0; i < _members.Length; i++)
        {
            var column = definition[i];
            MemberInfo? member = typeof(TRow).GetField(column.MemberName);
            member ??= typeof(TRow).GetProperty(column.MemberName);
            Contracts.CheckParam(member is not null, nameof(definition), $"{typeof(TRow)} has no member '{column.MemberName}'.");
            var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
            Contracts.CheckParam(RowMember.Fits(member, column.ColumnType), nameof(definition),
                $"Column '{name}' of type {column.ColumnType} does not fit member '{member.Name}' of type {RowMember.ValueTypeOf(member)}.");
            _members[i] = (RowMember<TRow>.Create(member, column.ColumnType), member);
            schema.AddColumn(name, column.ColumnType, column.Annotations);
        }
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    // The definition that a class has by itself, with types and annotations of a schema that is known already.
    public static SchemaDefinition DefinitionFor(DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (var column in schema)
        {
            Contracts.Check(definition[column.Name] is not null, $"{typeof(TRow)} has no member for column '{column.Name}'.");
            definition[column.Name].ColumnType = column.Type;
            definition[column.Name].AddAnnotations(column.Annotations);
        }
        return definition;
    }

    public ObjectColumns<TRow> CreateColumns(bool[]? active, Func<TRow> current)
        => new(Schema, [.. _members.Select((member, i) => active is null || active[i] ? member.Accessor.CreateGetter(current) : null)]);

    // The members that a schema has columns for.
    public IReadOnlyList<(RowMember<TRow> Accessor, DataViewSchema.Column Column)> MatchTo(DataViewSchema source, bool ignoreMissingColumns)
    {
        var matches = new List<(RowMember<TRow>, DataViewSchema.Column)>();
        foreach (var own in Schema)
        {
            var (accessor, member) = _members[own.Index];
            if (source.GetColumnOrNull(own.Name) is not { } column)
            {
                Contracts.CheckParam(ignoreMissingColumns, nameof(source), $"There is no column '{own.Name}'.");
                continue;
            }
            Contracts.Check(RowMember.Fits(member, column.Type),
                $"Column '{own.Name}' of type {column.Type} does not fit member '{member.Name}' of type {RowMember.ValueTypeOf(member)}.");
            matches.Add((accessor, column));
        }
        return matches;
    }
}
