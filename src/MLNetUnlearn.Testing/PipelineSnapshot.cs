using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Testing.Entries;

namespace MLNetUnlearn.Testing;

/// <summary>What a pipeline does now: named entries, in the order in which they are asked for, which is the order in the file.</summary>
public sealed class PipelineSnapshot
{
    private readonly List<NamedEntry> _entries = [];
    private readonly List<string> _problems = [];

    internal PipelineSnapshot()
    {
    }

    internal IReadOnlyList<NamedEntry> Entries => _entries;

    internal IReadOnlyList<string> Problems => _problems;

    /// <summary>The visible columns in order: name, type, size of vectors, count of keys, and the names of their annotations.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="schema">The schema of a data view.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PipelineSnapshot Schema(string name, DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Add(name, new LinesEntry(LinesEntry.Schema, SchemaLines.Of(schema)));
    }

    /// <summary>A figure with a tolerance. Kept and compared at six significant digits.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="value">The figure. One that is not finite is a difference, and is never written.</param>
    /// <param name="tolerance">
    /// How far from the baseline is allowed where the file says nothing yet; from then on, what the file says holds.
    /// </param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PipelineSnapshot Metric(string name, double value, Tolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(tolerance);
        RequireFinite(MetricEntry.Metric, name, value);
        return Add(name, new MetricEntry(Digits.Round(value), tolerance));
    }

    /// <summary>A figure with the same tolerance on either side.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="value">The figure.</param>
    /// <param name="tolerance">The distance that is allowed, in units of the metric, 0 or above.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public PipelineSnapshot Metric(string name, double value, double tolerance) => Metric(name, value, Tolerance.Absolute(tolerance));

    /// <summary>Many figures, in the ordinal order of their names, as <c>ReportFigures.Of</c> gives them.</summary>
    /// <param name="prefix">What their entries' names begin with: entries are named "prefix name".</param>
    /// <param name="figures">The figures by name.</param>
    /// <param name="tolerance">The tolerance of each.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public PipelineSnapshot Metrics(string prefix, IEnumerable<KeyValuePair<string, double>> figures, Tolerance tolerance)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentNullException.ThrowIfNull(figures);
        foreach (var (name, value) in figures.OrderBy(figure => figure.Key, StringComparer.Ordinal))
            Metric($"{prefix} {name}", value, tolerance);
        return this;
    }

    /// <summary>
    /// Who is above whom, whatever the figures are. The baseline holds the names from the highest figure to the lowest; it holds as long as
    /// nobody is above one that stands before it. Equal figures (at six significant digits) are allowed in either order.
    /// </summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="figures">At least two, by names that differ. Equal ones are written in the order given.</param>
    /// <exception cref="ArgumentException">The name is taken, there are fewer than two figures, or two share a name.</exception>
    public PipelineSnapshot Ordering(string name, params (string Name, double Value)[] figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Length < 2 || figures.DistinctBy(figure => figure.Name).Count() < figures.Length)
            throw new ArgumentException($"'{name}': an ordering needs at least two figures, each with a name of its own.", nameof(figures));
        foreach (var figure in figures)
            RequireFinite(OrderingEntry.Ordering, $"{name}: {figure.Name}", figure.Value);
        return Add(name, OrderingEntry.Of(figures));
    }

    /// <summary>A number that must be exactly the same.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PipelineSnapshot Count(string name, long value) => Add(name, new CountEntry(value));

    /// <summary>The number of rows of a view, counted by a cursor that reads no column.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="view">The view.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PipelineSnapshot Rows(string name, IDataView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var rows = 0L;
        using (var cursor = view.GetRowCursor([]))
        {
            while (cursor.MoveNext())
                rows++;
        }
        return Count(name, rows);
    }

    /// <summary>A text that must be exactly the same, whatever its line ends.</summary>
    /// <param name="name">The entry's name, unlike any other's.</param>
    /// <param name="text">The text, of any number of lines.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PipelineSnapshot Text(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(name, new LinesEntry(LinesEntry.Words, text.ReplaceLineEndings("\n").Split('\n')));
    }

    private PipelineSnapshot Add(string name, Entry entry)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_entries.Any(other => other.Name == name))
            throw new ArgumentException($"There is already an entry '{name}'.", nameof(name));
        _entries.Add(new NamedEntry(name, entry));
        return this;
    }

    private void RequireFinite(string kind, string name, double value)
    {
        if (!double.IsFinite(value))
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{kind} '{name}': {value}; it must be finite."));
    }
}
