using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Leaves rows out; those that stay keep their columns and their order.</summary>
/// <param name="read">The columns that decide.</param>
/// <param name="open">Gives, for a row in which they are active, what tells whether it stays; asked once per row.</param>
internal sealed class RowFilter(IReadOnlyList<DataViewSchema.Column> read, Func<DataViewRow, Func<bool>> open) : IRowExpander
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added => [];

    public IReadOnlyList<DataViewSchema.Column> Read => read;

    public IRowExpansion Open(DataViewRow input) => new Expansion(open(input));

    private sealed class Expansion(Func<bool> stays) : IRowExpansion
    {
        public IReadOnlyList<Delegate> Getters => [];

        public int Index { get; set; }

        public int Expand() => stays() ? 1 : 0;
    }
}
