using System.Text;
using MLNetUnlearn.Reporting.Charts;

namespace MLNetUnlearn.Reporting.Page;

/// <summary>Writes elements; every text is escaped here, so that a name cannot become markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _page = new();

    /// <summary>An element of text.</summary>
    public Html Text(string name, string text, string attributes = "") => Raw($"{Open(name, attributes)}{Markup.Escape(text)}</{name}>\n");

    /// <summary>An element of elements.</summary>
    public Html Element(string name, string attributes, Action content)
    {
        Raw(Open(name, attributes) + "\n");
        content();
        return Raw($"</{name}>\n");
    }

    /// <summary>A box that scrolls sideways where there is no room, with keys as well.</summary>
    public Html Scrolling(string name, Action content) =>
        Element("div", $"class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{Markup.Escape(name)}\"", content);

    /// <summary>A table in such a box; its caption is for those who cannot see which heading it stands under.</summary>
    public Html Table(string caption, Action content) => Scrolling(caption, () => Element("table", "", () =>
    {
        Text("caption", caption, "class=\"unseen\"");
        content();
    }));

    /// <summary>What is markup already.</summary>
    public Html Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    public override string ToString() => _page.ToString();

    private static string Open(string name, string attributes) => attributes.Length == 0 ? $"<{name}>" : $"<{name} {attributes}>";
}
