namespace MLNetUnlearn.Reporting.Charts;

/// <summary>
/// The colours and strokes of charts. Blue and orange keep apart for colour-blind readers, shapes and dashes tell the rest;
/// every colour has at least 4.5:1 against its ground.
/// </summary>
internal static class ChartStyle
{
    /// <summary>Colours by what they mean, light and dark.</summary>
    public const string Variables = """
        :root { color-scheme: light dark; --ground: #fffdf9; --ink: #1d2129; --soft: #5c6470; --grid: #e6e2d9; --blue: #1667a8;
            --orange: #b4500b; --band: #f3efe6 }
        @media (prefers-color-scheme: dark) { :root { --ground: #15181d; --ink: #e9e6df; --soft: #a3abb6; --grid: #2d323a;
            --blue: #74b9ef; --orange: #f2a25c; --band: #1d2229 } }
        @media print { :root { color-scheme: light; --ground: #fff; --ink: #000; --soft: #444; --grid: #ddd; --blue: #1667a8;
            --orange: #b4500b; --band: #f3f3f3 } }
        """;

    /// <summary>How the classes of elements look.</summary>
    public const string Rules = """
        .chart { background: var(--ground); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
            max-width: 100%; height: auto }
        .chart text { fill: var(--ink); stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke }
        .chart .soft { fill: var(--soft) }
        .chart .small { font-size: 11px }
        .chart .strong { font-weight: 600 }
        .chart .blue-text { fill: var(--blue); font-weight: 600 }
        .chart .orange-text { fill: var(--orange); font-weight: 600 }
        .chart .grid { stroke: var(--grid) }
        .chart .axis { stroke: var(--soft) }
        .chart .guide { stroke: var(--ink); stroke-dasharray: 5 4; opacity: .7 }
        .chart .leader { stroke: var(--soft); stroke-width: .75; opacity: .7 }
        .chart path { fill: none; stroke-width: 2; stroke-linejoin: round }
        .chart .blue { stroke: var(--blue) }
        .chart .orange { stroke: var(--orange) }
        .chart .ink { stroke: var(--ink) }
        .chart .gray { stroke: var(--soft) }
        .chart .dashed { stroke-dasharray: 6 4 }
        .chart .dotted { stroke-dasharray: 2 3 }
        .chart .thin { stroke-width: 1.25 }
        .chart .faint { opacity: .45 }
        .chart .blue-fill { fill: var(--blue) }
        .chart .orange-fill { fill: var(--orange) }
        .chart .ink-fill { fill: var(--ink) }
        .chart .gray-fill { fill: var(--soft) }
        .chart .ring { stroke: var(--ground); stroke-width: 1.5 }
        """;
}
