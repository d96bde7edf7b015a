using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Steps;

namespace MLNetUnlearn.Sequences;

/// <summary>
/// Holds out each user's last two items: the last one for the test, the one before for validation.
/// </summary>
/// <remarks>
/// <para><b>Input</b>: a sequence, a key vector of type UInt32. Missing items (0) in it are left out.</para>
/// <para><b>Output</b>: all input columns; the sequence without the two held-out items, of variable length; and two scalar keys with
/// the held-out items. All three carry the sequence's key type and KeyValues. A sequence of fewer than 3 items stays whole, and both
/// held-out items are missing (0): such users only train.</para>
/// <para>A column of times that was aligned with the sequence keeps its length: its first times are those of the shortened sequence,
/// then come those of the validation and the test item.</para>
/// <para>To predict the test item, the context is the sequence followed by the validation item. Nothing is learned from the data; the step
/// is a row mapper.</para>
/// </remarks>
public sealed class SplitLeaveOneOutEstimator : IEstimator<ITransformer>
{
    internal const string Step = "SplitLeaveOneOut";

    private readonly SplitLeaveOneOutOptions _options;
    private readonly StepSchema _schema;

    internal SplitLeaveOneOutEstimator(SplitLeaveOneOutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _options = options;
        _schema = new StepSchema(Step, [new ColumnNeed(options.SequenceColumnName, ColumnRequirement.UnpaddedKeyVector)], Added);
    }

    /// <summary>Checks the input and returns the transformer; there is nothing to fit.</summary>
    /// <param name="input">The sequences.</param>
    /// <returns>The transformer, a row mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sequence column is missing or has the wrong type.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _schema.Added(input.Schema);
        return Transformer;
    }

    /// <summary>The shape of the output for an input of the given shape.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The input's columns, the shortened sequence and the two held-out items.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sequence column is missing or has the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _schema.Promise(inputSchema);

    /// <summary>Makes the transformer again from what it saved.</summary>
    internal static RowToRowTransformer Restore(string payload) =>
        new SplitLeaveOneOutEstimator(OptionsJson.Read<SplitLeaveOneOutOptions>(payload)).Transformer;

    private RowToRowTransformer Transformer => new(
        schema => new SplitLeaveOneOutFunction(_schema.Added(schema), schema[_options.SequenceColumnName]),
        context => StateChain.Save(context, new SavedStep(Step, OptionsJson.Text(_options))));

    private DataViewSchema.DetachedColumn[] Added(DataViewSchema schema)
    {
        DataViewSchema.Column sequence = schema[_options.SequenceColumnName];
        return
        [
            KeyColumns.VariableVector(_options.SequenceColumnName, sequence),
            KeyColumns.Scalar(_options.ValidationColumnName, sequence),
            KeyColumns.Scalar(_options.TestColumnName, sequence),
        ];
    }
}
