using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// The columns a step reads and the columns it adds. An estimator's promise (<see cref="SchemaShape"/>) and its transformer's delivery
/// (<see cref="DataViewSchema"/>) both follow from this one description, so they cannot differ.
/// </summary>
internal sealed class StepSchema
{
    private readonly IReadOnlyList<ColumnNeed> _needs;
    private readonly Func<DataViewSchema, IReadOnlyList<DataViewSchema.DetachedColumn>> _added;
    private readonly Func<string, bool> _keeps;

    /// <summary>Describes a step.</summary>
    /// <param name="step">The step's name in messages, as users write it.</param>
    /// <param name="needs">The input columns.</param>
    /// <param name="added">The columns added to an input that has passed the check. It may read nothing but the columns in
    /// <paramref name="needs"/>, and from them nothing but type and KeyValues.</param>
    /// <param name="keeps">Which other input columns are kept, by name; all by default.</param>
    public StepSchema(string step, IReadOnlyList<ColumnNeed> needs,
        Func<DataViewSchema, IReadOnlyList<DataViewSchema.DetachedColumn>> added, Func<string, bool>? keeps = null)
    {
        Step = step;
        _needs = needs;
        _added = added;
        _keeps = keeps ?? (_ => true);
    }

    /// <summary>The step's name in messages.</summary>
    public string Step { get; }

    /// <summary>Checks a promised input and returns the promised output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type; all of them are listed.</exception>
    public SchemaShape Promise(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema.Select(ColumnShape.Of).ToList());
        IReadOnlyList<DataViewSchema.DetachedColumn> added = _added(SchemaShapes.Sample(inputSchema, _needs.Select(need => need.Name)));
        HashSet<string> names = added.Select(column => column.Name).ToHashSet();
        return new SchemaShape(inputSchema.Where(column => _keeps(column.Name) && !names.Contains(column.Name))
            .Concat(SchemaShapes.Of(SchemaShapes.SchemaOf(added))).ToArray());
    }

    /// <summary>Checks an input and returns the columns that the step adds to it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type; all of them are listed.</exception>
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema.Where(column => !column.IsHidden).Select(ColumnShape.Of).ToList());
        return _added(inputSchema);
    }

    private void Check(List<ColumnShape> inputSchema)
    {
        List<string> problems = [];
        foreach (ColumnNeed need in _needs)
        {
            int found = inputSchema.FindIndex(column => column.Name == need.Name);
            string? problem = found < 0
                ? need.ProblemOfAbsence(Step, inputSchema.Select(column => column.Name))
                : need.ProblemOf(inputSchema[found], Step);
            if (problem is not null)
                problems.Add(problem);
        }

        if (problems.Count > 0)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), string.Join(" ", problems));
    }
}
