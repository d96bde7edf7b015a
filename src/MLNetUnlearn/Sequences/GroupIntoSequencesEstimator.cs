using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>
/// Turns an interaction log (one row per interaction) into sequences (one row per user).
/// </summary>
/// <remarks>
/// <para><b>Input</b>: a user column (text, any integer type or any key type), an item column (scalar key of type UInt32, 0 = missing) and,
/// if named, a time column (Int32, Int64 or DateTime). All other columns are dropped.</para>
/// <para><b>Output</b>: the user column with its type and annotations; the sequence, a key vector of variable length that carries the
/// items'
/// KeyValues; and, when a time column is named, a column of that name with the items' times as a vector of Int64 of the same length
/// (DateTime as ticks of 100 ns).</para>
/// <para>Users come in the order of their first kept interaction. Items are sorted by time; equal times, and all items when there is no
/// time column, keep the input's order. Interactions whose item is missing or whose user is missing (key 0 or empty text) are
/// skipped.</para>
/// <para>Nothing is learned from the data. Every cursor reads the input once, when it moves to its first row, and holds about 16 bytes per
/// interaction, twice that while it sorts. The number of rows changes, so this is no row mapper.</para>
/// </remarks>
public sealed class GroupIntoSequencesEstimator : IEstimator<ITransformer>
{
    internal const string Step = "GroupIntoSequences";

    private readonly GroupIntoSequencesOptions _options;

    internal GroupIntoSequencesEstimator(GroupIntoSequencesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _options = options;
    }

    /// <summary>Checks the input and returns the transformer; there is nothing to fit.</summary>
    /// <param name="input">The interaction log.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new GroupIntoSequencesTransformer(_options);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>The shape of the output for an input of the given shape.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The user column, the sequence and, if named, the times.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => SchemaOf(_options).Promise(inputSchema);

    internal static StepSchema SchemaOf(GroupIntoSequencesOptions options)
    {
        List<ColumnNeed> needs =
        [
            new(options.UserColumnName, ColumnRequirement.User),
            new(options.ItemColumnName, ColumnRequirement.ScalarKey),
        ];
        if (options.TimestampColumnName is not null)
            needs.Add(new ColumnNeed(options.TimestampColumnName, ColumnRequirement.Time));
        return new StepSchema(Step, needs, schema => Added(schema, options), keeps: name => name == options.UserColumnName);
    }

    private static List<DataViewSchema.DetachedColumn> Added(DataViewSchema schema, GroupIntoSequencesOptions options)
    {
        List<DataViewSchema.DetachedColumn> added =
            [KeyColumns.VariableVector(options.OutputColumnName, schema[options.ItemColumnName])];
        if (options.TimestampColumnName is not null)
            added.Add(new DataViewSchema.DetachedColumn(options.TimestampColumnName, new VectorDataViewType(NumberDataViewType.Int64)));
        return added;
    }
}
