using System.Globalization;
using System.Text;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>
/// Draws series as panels of one SVG, two beside each other. Both axes are logarithmic, and the upright one is the same for all: a cost
/// that does not follow what grows is a level line, wherever it stands.
/// </summary>
internal sealed class GrowthPlot
{
    private const int PanelWidth = 440, PanelHeight = 300, Left = 70, Right = 40, Top = 40, Bottom = 50;
    private const string Line = "#1f6f8b", Grid = "#d8dde2", Ink = "#222";

    private readonly StringBuilder _svg = new();

    public static string Draw(IReadOnlyList<GrowthSeries> series)
    {
        var rows = (series.Count + 1) / 2;
        var y = LogAxis.Of(series.SelectMany(s => s.Points).Select(Cost));
        var plot = new GrowthPlot();
        plot.Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * PanelWidth} {rows * PanelHeight}" font-family="sans-serif" font-size="12" fill="{Ink}">""");
        plot.Add("""<rect width="100%" height="100%" fill="#fff"/>""");
        foreach (var (i, panel) in series.Index())
        {
            plot.Add($"""<g transform="translate({i % 2 * PanelWidth} {i / 2 * PanelHeight})">""");
            plot.AddPanel(panel, y);
            plot.Add("</g>");
        }

        plot.Add("</svg>");
        return plot._svg.ToString();
    }

    private void AddPanel(GrowthSeries series, LogAxis y)
    {
        var x = LogAxis.Of(series.Points.Select(p => p.At));
        Add($"""<text x="{Left}" y="{Top - 18}" font-weight="bold">{series.Title}</text>""");
        foreach (var tick in x.Ticks)
        {
            var at = X(x, tick);
            Add($"""<path d="M{at:0.0} {Top}V{PanelHeight - Bottom}" stroke="{Grid}"/><text x="{at:0.0}" y="{PanelHeight - Bottom + 16}" text-anchor="middle">{tick:#,0.##}</text>""");
        }

        foreach (var tick in y.Ticks)
        {
            var at = Y(y, tick);
            Add($"""<path d="M{Left} {at:0.0}H{PanelWidth - Right}" stroke="{Grid}"/><text x="{Left - 6}" y="{at + 4:0.0}" text-anchor="end">{tick:#,0.##}</text>""");
        }

        Add($"""<text x="{(Left + PanelWidth - Right) / 2}" y="{PanelHeight - Bottom + 36}" text-anchor="middle">{series.Axis}</text>""");
        Add($"""<text transform="translate(16 {(Top + PanelHeight - Bottom) / 2}) rotate(-90)" text-anchor="middle">µs a line</text>""");
        var path = string.Join('L', series.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(x, p.At):0.0} {Y(y, Cost(p)):0.0}")));
        Add($"""<path d="M{path}" fill="none" stroke="{Line}" stroke-width="2"/>""");
        foreach (var point in series.Points)
        {
            Add($"""<circle cx="{X(x, point.At):0.0}" cy="{Y(y, Cost(point)):0.0}" r="4" fill="{Line}"/>""");
            Add($"""<text x="{X(x, point.At):0.0}" y="{Y(y, Cost(point)) - 9:0.0}" text-anchor="middle" font-size="11">{Cost(point):#,0.0}</text>""");
        }
    }

    /// <summary>Microseconds: shorter to write than nanoseconds.</summary>
    private static double Cost(GrowthPoint point) => point.Cost.Nanoseconds / 1000;

    private static double X(LogAxis axis, double value) => Left + (axis.Share(value) * (PanelWidth - Left - Right));

    private static double Y(LogAxis axis, double value) => PanelHeight - Bottom - (axis.Share(value) * (PanelHeight - Top - Bottom));

    private void Add(FormattableString element) => _svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Add(string element) => _svg.Append(element).Append('\n');
}

/// <summary>Whole decades around some values.</summary>
internal sealed record LogAxis(int From, int To)
{
    public IEnumerable<double> Ticks => Enumerable.Range(From, To - From + 1).Select(d => Math.Pow(10, d));

    public static LogAxis Of(IEnumerable<double> values)
    {
        var decades = values.Select(Math.Log10).ToArray();
        var (from, to) = ((int)Math.Floor(decades.Min()), (int)Math.Ceiling(decades.Max()));
        return new LogAxis(from, Math.Max(to, from + 1));
    }

    public double Share(double value) => (Math.Log10(value) - From) / (To - From);
}
