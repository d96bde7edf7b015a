using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Steps;

namespace MLNetUnlearn.Sequences;

/// <summary>
/// Cuts sequences into windows of a fixed length, pads the short ones in front and says for every position what to predict there.
/// </summary>
/// <remarks>
/// <para><b>Input</b>: a sequence, a key vector of type UInt32 (missing items, 0, are left out), and optionally a scalar key of type UInt32
/// with the name of the target column.</para>
/// <para><b>Output</b>, one row per window: all input columns; the sequence as a key vector of fixed size n, padded in front with 0; the
/// target, a key vector of size n aligned with it: the item to predict after the item at the same position, 0 = none. Both carry the
/// sequence's key type and KeyValues.</para>
/// <para><b>Without a target in the input</b> (or where it is missing, 0): a sequence of L items has L − 1 transitions. Windows of n
/// transitions are cut from the end, so the most recent window is full; the last target of a window is the first context item of the
/// next one, never its target. What is left over at the start is one more window, dropped if it is a single transition (two
/// items or fewer) of a sequence that was split. Rows come oldest window first; sequences of fewer than 2 items give none.</para>
/// <para><b>With a target</b>: one window, the last n items of the sequence, with that target at its last position and none elsewhere. An
/// empty sequence gives no row.</para>
/// <para>Source: thesis, section 3.2.1; its boundary item, written in both halves there, is context in the later window only.
/// Nothing is learned from the data. The number of rows changes, so this is no row mapper.</para>
/// </remarks>
public sealed class PadAndSplitSequencesEstimator : IEstimator<ITransformer>
{
    internal const string Step = "PadAndSplitSequences";

    private readonly PadAndSplitSequencesOptions _options;
    private readonly StepSchema _schema;

    internal PadAndSplitSequencesEstimator(PadAndSplitSequencesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _options = options;
        _schema = new StepSchema(Step,
            [
                new ColumnNeed(options.SequenceColumnName, ColumnRequirement.KeyVector),
                new ColumnNeed(options.TargetColumnName, ColumnRequirement.ScalarKey, IsOptional: true),
            ],
            Added);
    }

    /// <summary>Checks the input and returns the transformer; there is nothing to fit.</summary>
    /// <param name="input">The sequences.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">Sequence and target have different numbers of keys.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Bind(input.Schema);
        return Transformer;
    }

    /// <summary>The shape of the output for an input of the given shape.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The input's columns, the window and its targets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _schema.Promise(inputSchema);

    /// <summary>Makes the transformer again from what it saved.</summary>
    internal static FlatMapTransformer Restore(string payload) =>
        new PadAndSplitSequencesEstimator(OptionsJson.Read<PadAndSplitSequencesOptions>(payload)).Transformer;

    private FlatMapTransformer Transformer => new(
        Step, Bind, context => StateChain.Save(context, new SavedStep(Step, OptionsJson.Text(_options))));

    private PadAndSplitExpander Bind(DataViewSchema schema)
    {
        IReadOnlyList<DataViewSchema.DetachedColumn> added = _schema.Added(schema);
        DataViewSchema.Column sequence = schema[_options.SequenceColumnName];
        DataViewSchema.Column? target = schema.GetColumnOrNull(_options.TargetColumnName);
        if (target is not null)
            KeyColumns.CheckSameVocabulary(Step, sequence, target.Value);
        return new PadAndSplitExpander(added, sequence, target, _options.MaximumLength);
    }

    private DataViewSchema.DetachedColumn[] Added(DataViewSchema schema)
    {
        DataViewSchema.Column sequence = schema[_options.SequenceColumnName];
        return
        [
            KeyColumns.Vector(_options.SequenceColumnName, sequence, _options.MaximumLength),
            KeyColumns.Vector(_options.TargetColumnName, sequence, _options.MaximumLength),
        ];
    }
}
