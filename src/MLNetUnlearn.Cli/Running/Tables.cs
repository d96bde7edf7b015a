using System.Globalization;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Running;

/// <summary>Tables as the tool shows them.</summary>
internal static class Tables
{
    /// <summary>A column of names and columns of values.</summary>
    public static Table Of(string title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        if (title.Length > 0)
            table.Title(Markup.Escape(title));
        foreach (var (column, index) in columns.Select((column, index) => (column, index)))
            table.AddColumn(index == 0 ? new TableColumn(Markup.Escape(column)) : new TableColumn(Markup.Escape(column)).RightAligned());
        return table;
    }

    public static Table Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    public static string Number(double value, string format = "F4") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Many(long count, string singular) => $"{Count(count)} {singular}{(count == 1 ? "" : "s")}";
}
