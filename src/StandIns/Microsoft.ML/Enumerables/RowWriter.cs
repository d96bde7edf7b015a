namespace Microsoft.ML.Data;

// Writes the columns of a row into the members of an object.
internal sealed class RowWriter<TRow>(DataViewRow row, IEnumerable<(RowMember<TRow> Accessor, DataViewSchema.Column Column)> members)
{
    private readonly Action<TRow>[] _setters = [.. members.Select(member => member.Accessor.CreateSetter(row, member.Column))];

    public void Fill(TRow target)
    {
        foreach (var set in _setters)
            set(target);
    }
}
