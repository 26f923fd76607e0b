using ScreeningApi.Reference;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Import;

/// <summary>Small texts in the form of the official ones, and reference data cut down to what they speak of.</summary>
internal static class Texts
{
    public const string Title15 = "title-15.xml", Annex = "annex-xxiii.html", Schedule = "schedule-2d.html";

    public static readonly DateOnly AsOf = new(2026, 10, 1);

    public static readonly ReferenceData Shipped = ReferenceFolder.Read(ReferenceFolder.Shipped);

    public static string Path(string name) => System.IO.Path.Combine(Repository.Root, "tests/ScreeningApi.Tests/Import/Texts", name);

    public static ReferenceData WithChart(params string[] codes) => WithChart(Shipped.Destinations.Chart.Where(r => codes.Contains(r.Code)));

    public static ReferenceData WithChart(IEnumerable<CountryChartRecord> rows) => Shipped with { Destinations = Shipped.Destinations with { Chart = [.. rows] } };

    public static ReferenceData WithGroups(params CountryGroupRecord[] rows) => Shipped with { Destinations = Shipped.Destinations with { Groups = rows } };

    public static ReferenceData WithControls(params string[] entries) =>
        Shipped with { RuleSet = Shipped.RuleSet with { Controls = [.. Shipped.RuleSet.Controls.Where(c => c.Regime != "US-EAR" || entries.Contains(c.Entry))] } };

    public static ReferenceData WithListings(params ListingRecord[] rows) => Shipped with { RuleSet = Shipped.RuleSet with { Listings = rows } };

    public static ListingRecord Goods(string list, string code, bool isPartial = false) => new()
    {
        List = list, Code = code, Partial = isPartial, Description = "worded by us", Citation = "an act", Source = "another copy", AsOf = "2025-01-01", Verified = "single",
    };
}
