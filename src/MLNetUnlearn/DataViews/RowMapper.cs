using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>A row function as ML.NET's row mapper, bound to one input schema.</summary>
internal sealed class RowMapper : IRowToRowMapper
{
    private readonly IRowFunction _function;

    /// <summary>Binds the function's output columns to the input's.</summary>
    public RowMapper(DataViewSchema inputSchema, IRowFunction function)
    {
        _function = function;
        Columns = new ColumnMap(inputSchema, function.Added);
    }

    /// <summary>Where each output column comes from.</summary>
    public ColumnMap Columns { get; }

    /// <inheritdoc />
    public DataViewSchema InputSchema => Columns.Input;

    /// <inheritdoc />
    public DataViewSchema OutputSchema => Columns.Output;

    /// <inheritdoc />
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        Columns.InputsFor(Columns.ActiveOf(dependingColumns), _function.Read, alwaysRead: false);

    /// <inheritdoc />
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!ReferenceEquals(input.Schema, InputSchema))
            throw new InvalidOperationException("The row's schema is not the schema that this mapper was made for.");
        return new MappedRow(input, OutputSchema, GettersOver(input, Columns.ActiveOf(activeColumns)));
    }

    /// <summary>The output's getters over an input row.</summary>
    public OutputGetters GettersOver(DataViewRow input, bool[] active)
    {
        bool computes = false;
        for (int i = 0; i < active.Length; i++)
            computes |= active[i] && !Columns.IsInput(i, out _);
        return new OutputGetters(Columns, input, active, computes ? _function.CreateGetters(input) : []);
    }
}
