namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Room for words: how wide they are, and where they go without covering one another.</summary>
internal static class Labels
{
    /// <summary>The height of a line of text, in pixels.</summary>
    public const double LineHeight = 15;

    private const int Longest = 30;
    private const int End = 11;

    /// <summary>How wide a text of 12 pixels will be, rather too much than too little.</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        'i' or 'l' or 'j' or 't' or 'f' or 'I' or '.' or ',' or ' ' or '-' or '|' or '\'' => 4.4,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 11,
        < 0x80 => 7.4,
        _ => 12,
    });

    /// <summary>The same of bold text.</summary>
    public static double BoldWidth(string text) => 1.16 * Width(text);

    /// <summary>A name that fits, without its middle, as variants differ at their ends; the whole one is in the tip.</summary>
    public static string Short(string name)
    {
        var text = new System.Globalization.StringInfo(name);
        return text.LengthInTextElements <= Longest ? name
            : $"{text.SubstringByTextElements(0, Longest - End - 1)}…{text.SubstringByTextElements(text.LengthInTextElements - End)}";
    }

    /// <summary>The ticks of a lower axis that have room for their numbers: all of them, or every second, third ….</summary>
    public static IEnumerable<double> WithRoom(Scale scale)
    {
        var between = scale.Ticks.Count < 2 ? double.PositiveInfinity : Math.Abs(scale[scale.Ticks[1]] - scale[scale.Ticks[0]]);
        var every = (int)Math.Ceiling((scale.Ticks.Max(tick => Width(scale.Text(tick))) + 6) / between);
        return scale.Ticks.Where((_, place) => place % Math.Max(1, every) == 0);
    }

    /// <summary>
    /// Heights for labels that want given ones, in the same order from top to bottom, at least a line apart and within the bounds.
    /// </summary>
    public static double[] Spread(IReadOnlyList<double> wanted, double top, double bottom)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(place => wanted[place]).ToArray();
        var result = new double[wanted.Count];
        var free = top;
        foreach (var place in order)
        {
            result[place] = Math.Max(wanted[place], free);
            free = result[place] + LineHeight;
        }
        var limit = bottom;
        foreach (var place in order.Reverse())
        {
            result[place] = Math.Min(result[place], limit);
            limit = result[place] - LineHeight;
        }
        return result;
    }
}
