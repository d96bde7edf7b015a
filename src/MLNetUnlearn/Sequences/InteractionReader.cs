using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>Reads an interaction log once into a <see cref="SequenceTable"/>.</summary>
internal sealed class InteractionReader
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column _item;
    private readonly DataViewSchema.Column _user;
    private readonly DataViewSchema.Column? _time;

    public InteractionReader(IDataView source, GroupIntoSequencesOptions options)
    {
        _source = source;
        _user = source.Schema[options.UserColumnName];
        _item = source.Schema[options.ItemColumnName];
        _time = options.TimestampColumnName is null ? null : source.Schema[options.TimestampColumnName];
        Users = UserIndex.For(_user.Type);
    }

    /// <summary>The users met so far.</summary>
    public UserIndex Users { get; }

    /// <summary>Reads all interactions.</summary>
    public SequenceTable ReadAll()
    {
        List<DataViewSchema.Column> needed = _time is null ? [_user, _item] : [_user, _item, _time.Value];
        using DataViewRowCursor cursor = _source.GetRowCursor(needed);
        ValueGetter<uint> item = cursor.GetGetter<uint>(_item);
        ValueGetter<long>? time = _time is null ? null : TimeGetter.Create(cursor, _time.Value);
        ulong itemCount = KeyColumns.KeyTypeOf(_item).Count;
        Users.Open(cursor, _user);
        var builder = new SequenceTableBuilder(hasTimes: time is not null, (int)Math.Min(Array.MaxLength, _source.GetRowCount() ?? 0));
        uint itemValue = 0;
        long timeValue = 0;
        while (cursor.MoveNext())
        {
            item(ref itemValue);
            if (itemValue == 0)
                continue;
            KeyRange.Check(itemValue, itemCount, _item.Name, cursor);
            if (!Users.TryRead(out int user))
                continue;
            time?.Invoke(ref timeValue);
            builder.Add(user, itemValue, timeValue);
        }

        return builder.Build(Users.Count);
    }
}
