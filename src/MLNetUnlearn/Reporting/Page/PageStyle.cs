namespace MLNetUnlearn.Reporting.Page;

/// <summary>How the page looks; colours are those of the charts.</summary>
internal static class PageStyle
{
    public const string Rules = """
        * { box-sizing: border-box }
        html { background: var(--ground); -webkit-text-size-adjust: 100% }
        body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 68rem; color: var(--ink);
            font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif }
        h1, h2, h3, .headline { font-family: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "DejaVu Serif", serif;
            line-height: 1.2; text-wrap: balance }
        h1 { margin: 0 0 1.25rem; font: 600 .875rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
            letter-spacing: .04em; color: var(--soft) }
        .headline { margin: 0 0 1rem; font-size: clamp(1.75rem, 4.5vw, 2.75rem); font-weight: 600; max-width: 24ch;
            overflow-wrap: anywhere }
        h2 { margin: 3.5rem 0 .25rem; padding-top: 1.25rem; border-top: 2px solid var(--ink); font-size: 1.5rem }
        h3 { margin: 0 0 .25rem; font-size: 1.125rem; overflow-wrap: anywhere }
        p, ul, dl { max-width: 68ch }
        p { margin: .5rem 0 }
        .lead p { margin: .5rem 0; font-size: 1.0625rem; overflow-wrap: anywhere }
        .soft, figcaption, .goal, .caveat { color: var(--soft) }
        .caveat { margin-top: 1rem; padding-left: .875rem; border-left: 3px solid var(--orange); font-size: .9375rem }
        .key { display: flex; flex-wrap: wrap; gap: 1px; margin: 2rem 0 0; padding: 0;
            max-width: none; background: var(--grid); border: 1px solid var(--grid); list-style: none }
        .key li { flex: 1 1 11rem; padding: .875rem 1rem; background: var(--ground) }
        .key b { display: block; font-size: 1.625rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums }
        .key .name { font-size: .875rem; font-weight: 600 } .key .beside { font-size: .8125rem; color: var(--soft) }
        .scroll { overflow-x: auto; margin: 1rem 0; max-width: 100% }
        table { border-collapse: collapse; font-size: .875rem; line-height: 1.4; font-variant-numeric: tabular-nums; min-width: 100% }
        th, td { padding: .45rem .625rem; text-align: right; vertical-align: baseline; border-bottom: 1px solid var(--grid);
            white-space: nowrap }
        thead th { white-space: normal; vertical-align: bottom; min-width: 5.5rem; border-bottom: 1.5px solid var(--ink) }
        th:first-child, td:first-child, .state { text-align: left }
        th:first-child { position: sticky; left: 0; background: var(--ground) }
        tbody th { min-width: 9rem; max-width: 18rem; font-weight: 500; white-space: normal; overflow-wrap: anywhere }
        tr.reference th, tr.reference td { background: var(--band); font-weight: 650 }
        tr.anchor th { color: var(--orange); font-weight: 650 }
        .goal { display: block; font-size: .75rem; font-weight: 400 }
        .pm { display: block; color: var(--soft); font-size: .75rem; font-weight: 400 }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
        .state { white-space: nowrap; font-weight: 600 }
        .remembers .state, .overforgets .state, .shows .state { color: var(--orange) } .likeretrained .state { color: var(--blue) }
        dl { margin: .75rem 0; font-size: .875rem; line-height: 1.5 } dt { font-weight: 600 } dd { margin: 0 0 .5rem; color: var(--soft) }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; max-width: none } dl.facts dd { margin: 0;
            color: var(--ink); overflow-wrap: anywhere }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr)); gap: 1.5rem 2rem;
            margin: 1.25rem 0 }
        figure { margin: 1.25rem 0; min-width: 0 } .charts figure { margin: 0 }
        figcaption { margin-top: .375rem; font-size: .8125rem; line-height: 1.5; max-width: 72ch; overflow-wrap: anywhere }
        figure .chart { display: block; width: 100% }
        figure .scroll { margin: .75rem 0 0 } figure.wide .chart { max-width: 44rem } figure .chart { min-width: 29rem }
        details { margin: .75rem 0; font-size: .9375rem } summary { cursor: pointer; color: var(--blue) }
        @media (max-width: 36rem) { body { padding-top: 1.5rem } dl.facts { grid-template-columns: 1fr }
            dl.facts dd { margin-bottom: .5rem } th, td { padding: .4rem .5rem } tbody th { min-width: 7rem; max-width: 7.5rem } }
        @media print { body { max-width: none; padding: 0; font-size: 10pt } h2 { margin-top: 1.5rem }
            h2, h3, h2 + p { break-after: avoid } .goal { font-size: 6.5pt }
            figure, table, p, dd { break-inside: avoid } dt { break-after: avoid }
            .scroll { overflow: visible } .key li { flex-basis: 8rem }
            table { font-size: 7.5pt } th, td { padding: .2rem .3rem } thead th { min-width: 0 } th:first-child { position: static }
            tbody th { min-width: 5rem } .pm { font-size: 6.5pt }
            details::details-content { content-visibility: visible; block-size: auto } summary { color: var(--ink); font-weight: 600;
            list-style: none; break-after: avoid } dl { font-size: 8.5pt } dl:not(.facts) { columns: 2; column-gap: 1cm; max-width: none }
            figure .chart, figure.wide .chart { min-width: 0; max-width: 13cm } @page { margin: 14mm } }
        """;
}
