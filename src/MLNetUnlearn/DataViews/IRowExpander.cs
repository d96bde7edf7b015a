using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// A step that makes zero or more output rows of one input row, bound to one input schema. <see cref="FlatMapTransformer"/> makes an
/// ML.NET transformer of it.
/// </summary>
internal interface IRowExpander
{
    /// <summary>The columns added, in order; all other input columns are repeated on every output row.</summary>
    IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; }

    /// <summary>The input columns that decide how many rows there are and what the added columns hold.</summary>
    IReadOnlyList<DataViewSchema.Column> Read { get; }

    /// <summary>Opens the expansion of the rows of one cursor, in which <see cref="Read"/> is active.</summary>
    IRowExpansion Open(DataViewRow input);
}

/// <summary>The output rows of the current input row.</summary>
internal interface IRowExpansion
{
    /// <summary>One <see cref="ValueGetter{TValue}"/> per added column, for the output row at <see cref="Index"/>.</summary>
    IReadOnlyList<Delegate> Getters { get; }

    /// <summary>The current output row among those of the current input row, from 0; set by the cursor.</summary>
    int Index { get; set; }

    /// <summary>Reads the input row that the cursor has just moved to and returns its number of output rows.</summary>
    int Expand();
}
