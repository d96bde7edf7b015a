using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>Numbers users in the order in which they are met, whatever the type of the column that names them.</summary>
internal abstract class UserIndex
{
    /// <summary>The number of users met.</summary>
    public abstract int Count { get; }

    /// <summary>An empty index for a text, integer or key column.</summary>
    public static UserIndex For(DataViewType type) => type is TextDataViewType
        ? new TextUserIndex()
        : RawTypes.Accept(type.RawType, new NumberIndexFactory(type is KeyDataViewType));

    /// <summary>Binds the index to the row whose user <see cref="TryRead"/> reads.</summary>
    public abstract void Open(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The number of the current row's user, from 0; false when the user is missing.</summary>
    public abstract bool TryRead(out int user);

    /// <summary>A getter of the user column's own value for the user whose number <paramref name="current"/> returns.</summary>
    public abstract Delegate CreateGetter(Func<int> current);

    private sealed class NumberIndexFactory(bool isKey) : IRawTypeVisitor<UserIndex>
    {
        public UserIndex Visit<T>() where T : notnull => new NumberUserIndex<T>(isKey);
    }
}
