namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// How a memo looks: on a screen in two columns of readable size; on paper small and in three, so that a line of a usual shipment fits one
/// page A4. Each line begins a page, after the cover where there is one.
/// </summary>
internal static class HtmlMemoStyle
{
    public const string Sheet =
        """

        @page { size: A4; margin: 8mm 9mm; }
        * { box-sizing: border-box; margin: 0; padding: 0; }
        body { font: 13px/1.35 "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans", sans-serif; color: #111; background: #fff; overflow-wrap: anywhere; padding: 2em 1em; }
        article { max-width: 75em; margin: 0 auto 5em; }
        article + article { break-before: page; }
        h1 { font-size: 1.6em; line-height: 1.2; border-bottom: .16em solid #111; padding-bottom: .15em; margin-bottom: .2em; }
        h2 { font-size: 1.05em; margin-bottom: .15em; border-bottom: 1px solid #888; break-after: avoid; overflow: hidden; }
        h2 strong { float: right; padding-left: 1em; }
        h3 { font-size: 1em; font-style: italic; font-weight: 400; margin-top: .25em; break-after: avoid; }
        section { margin-bottom: .8em; }
        .columns { column-count: 2; column-gap: 2em; }
        dt { color: #555; }
        dl.heading, dl.outcome { display: flex; flex-wrap: wrap; gap: .1em 2em; margin-bottom: .5em; }
        dl.heading dt, dl.outcome dt, dl.blanks dt { font-size: .88em; }
        dl.outcome { border: 1px solid #111; padding: .3em .8em; }
        dl.outcome dd { font-weight: 700; font-size: 1.15em; }
        dl.facts div { display: flex; }
        dl.facts dt { flex: 0 0 7.6em; padding-right: .6em; }
        dl.facts dd { flex: 1; min-width: 0; }
        ol { padding-left: 1.7em; }
        ul { list-style: none; }
        li { break-inside: avoid; margin-bottom: .15em; }
        ul > li { padding-left: .8em; text-indent: -.8em; }
        ul ul > li, ol ul > li { padding-left: 1.6em; }
        cite { font-style: normal; color: #555; font-size: .88em; }
        table { width: 100%; border-collapse: collapse; margin-bottom: .5em; }
        th, td { text-align: left; vertical-align: top; padding: .15em .8em .15em 0; border-bottom: 1px solid #888; }
        th { color: #555; font-size: .88em; font-weight: 400; }
        tr { break-inside: avoid; }
        .decision { border: 1px solid #111; padding: .3em .8em .6em; margin: .6em 0 .3em; break-inside: avoid; }
        .decision h2 { border: 0; }
        dl.blanks { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: .3em 2em; }
        dl.blanks div:nth-child(1) { grid-column: 1 / -1; }
        dl.blanks div:nth-child(n+2) dd { height: 1.8em; border-bottom: 1px solid #111; }
        dl.blanks dd { white-space: pre-wrap; font-size: 1.15em; }
        footer { color: #555; font-size: .88em; }
        @media (max-width: 50em) { .columns { column-count: 1; } }
        @media print {
          body { font-size: 6.4pt; line-height: 1.16; padding: 0; }
          article { max-width: none; margin: 0; }
          .columns { column-count: 3; column-gap: 4mm; }
          section { margin-bottom: .5em; }
          li { margin-bottom: 0; }
        }

        """;
}
