using System.Text;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Reporting.Charts;

/// <summary>A drawing with its words.</summary>
/// <param name="Id">A name of letters, digits and hyphens that no other chart of the report has: its file and its anchor.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Description">How to read it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Elements">The elements of the drawing.</param>
internal sealed record Chart(string Id, string Title, string Description, double Width, double Height, string Elements)
{
    /// <summary>Its figures, where no other table of the report has them; else <see langword="null"/>.</summary>
    public ChartTable? Table { get; init; }

    /// <summary>The <c>svg</c> element of a page that has <see cref="ChartStyle"/>.</summary>
    public string Inline => Element("");

    /// <summary>A file of its own, which brings its style.</summary>
    public string StandAlone => Element($"<style>\n{ChartStyle.Variables}\n{ChartStyle.Rules}\n</style>\n") + "\n";

    /// <summary>Writes the chart as a file of its own, and says which.</summary>
    public string Write(string folder)
    {
        var path = Path.Combine(folder, Id + ".svg");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(StandAlone)));
        return path;
    }

    private string Element(string style)
    {
        var (width, height) = (Markup.Number(Width), Markup.Number(Height));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
              role="img" aria-labelledby="{Id}-title {Id}-desc">
            <title id="{Id}-title">{Markup.Escape(Title)}</title>
            <desc id="{Id}-desc">{Markup.Escape(Description)}</desc>
            {style}{Elements}</svg>
            """;
    }
}
