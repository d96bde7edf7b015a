using System.Globalization;
using System.Text;

namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Text and numbers as they stand in XML and HTML.</summary>
internal static class Markup
{
    /// <summary>Text that can stand between tags and in double or single quotes; what XML cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                < ' ' and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                _ => result.Append(rune),
            };
        }
        return result.ToString();
    }

    /// <summary>A coordinate in pixels, to a hundredth.</summary>
    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
}
