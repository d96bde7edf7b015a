namespace MLNetUnlearn.Conventions;

/// <summary>A Markdown text as its head and its sections of the second level.</summary>
internal sealed record MarkdownSections(string Head, IReadOnlyList<(string Heading, string Body)> Sections)
{
    private const string Mark = "## ";

    public static MarkdownSections Parse(string text)
    {
        var parts = ("\n" + text).Split("\n" + Mark);
        return new MarkdownSections(parts[0].Trim('\n'), [.. parts[1..].Select(part =>
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            return end < 0 ? (part, "") : (part[..end], part[end..].Trim('\n'));
        })]);
    }

    /// <summary>The text with one section replaced, or added at the end.</summary>
    public MarkdownSections With(string heading, string body)
    {
        var sections = Sections.ToList();
        var at = sections.FindIndex(section => section.Heading == heading);
        if (at >= 0)
            sections[at] = (heading, body.Trim('\n'));
        else
            sections.Add((heading, body.Trim('\n')));
        return this with { Sections = sections };
    }

    public override string ToString() =>
        string.Concat(Sections.Select(section => $"\n{Mark}{section.Heading}\n\n{section.Body}\n").Prepend(Head + "\n"));
}
