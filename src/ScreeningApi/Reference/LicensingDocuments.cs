using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Licensing;

namespace ScreeningApi.Reference;

/// <summary>Turns records into what the engine compiles license tables from.</summary>
internal static class LicensingDocuments
{
    private const string Included = "include";

    /// <summary>Code of the row for all places that no other row of an authorization names.</summary>
    private const string Others = "*";

    public static LicensingDocument Of(RuleSetData rules, DestinationData destinations) => new()
    {
        Regimes = [.. rules.Licensing.Regimes.Select(r => new RegimeRow(r.Regime, r.Name, r.Home, r.ControlList, Source(r)))],
        Entries = [.. rules.Controls.Where(c => c.Entry != "EAR99").Select(EntryOf)],
        PartialReasons = [.. rules.Licensing.ControlReasons.Select(r => new PartialReasonRow(r.Regime, r.Entry, r.Reason, [.. r.Paragraphs], [.. r.Except], r.Decides, r.Parameter, Source(r)))],
        EntryExceptions = [.. rules.Licensing.ControlExceptions.Select(r => new EntryExceptionRow(r.Regime, r.Entry, [.. r.Paragraphs], r.LvsUsd, r.Gbs, r.Sta, [.. r.Other], Source(r)))],
        Reasons = [.. rules.Licensing.Reasons.Select(r => new ControlReasonRow(r.Regime, r.Reason, r.Name, r.Test, r.Policy, r.PolicyCitation, Source(r)))],
        Places = [.. destinations.Countries.Select(c => new PlaceRow(c.Code, c.Name, c.Parent))],
        PlaceFacts = [.. PlaceFactsOf(destinations)],
        Chart = [.. destinations.Chart.Select(c => new CountryChartRow(c.Code, [.. c.Reasons], c.RowKind, Source(c, c.Citation)))],
        ChartColumns = [.. ReferenceFolder.ChartColumns],
        Sanctions = [.. rules.Licensing.Sanctions.Select(r => new SanctionRow(
            r.Regime, r.Code, r.Places, r.Items, r.Spares, [.. r.ExceptionsLeft], r.Effect, r.Text, r.Policy, Source(r)))],
        EndUses = [.. rules.Licensing.EndUses.Select(r => new EndUseRow(
            r.Regime, r.Code, [.. r.Kinds], r.Places, r.Items, r.Asks, [.. r.ExceptionsLeft], r.Effect, r.Text, r.Question, r.Policy, Source(r)))],
        Bars = [.. rules.Licensing.Bars.Select(r => new BarRow(r.Regime, r.Code, r.Places, r.Items, [.. r.Reasons], [.. r.ExceptionsLeft], r.Text, Source(r)))],
        Exceptions = [.. rules.Licensing.Exceptions.Select(r => new ExceptionRow(r.Regime, r.Code, r.Name, [.. r.Conditions], Source(r)))],
        Conditions = [.. rules.Licensing.Conditions.Select(r => new ExceptionConditionRow(r.Condition, r.Regime, r.Kind, r.Test, r.Holds, r.Fails, r.Open, r.Parameter, Source(r)))],
        EndUseTerms = [.. rules.Licensing.EndUseTerms.Select(r => new EndUseTermRow(r.Kind, r.Lang, [.. r.Values], [.. r.NotAfter]))],
        Circumstances = [.. rules.Licensing.Circumstances.Select(r => new CircumstanceRow(r.Circumstance, r.Opposite, r.Text, r.Citation))],
        ExchangeRates = [.. rules.Licensing.ExchangeRates.Select(r => new ExchangeRateRow(r.Currency, r.Usd, Source(r)))],
        ItemLists = [.. rules.Licensing.ItemLists.Select(r => new ItemListRow(r.List, r.Entry, [.. r.Paragraphs], r.Decides, Source(r)))],
        Holes = [.. rules.Licensing.Holes.Select(r => new TableHoleRow(r.Name, r.Hole))],
        Steps = [.. rules.Licensing.Steps.Select(r => new StepRow(r.Regime, r.Code, r.Text, r.Question, r.Parameter, Source(r)))],
    };

    /// <summary>Groups, embargoes and general authorizations in the words of place expressions.</summary>
    private static IEnumerable<PlaceFactRow> PlaceFactsOf(DestinationData data) =>
        data.Groups.Select(g => new PlaceFactRow(g.Code, $"group:{g.CountryGroup}", true, Source(g, g.Citation)))
            .Concat(data.Embargoes.Select(e => new PlaceFactRow(e.Code, $"embargo:{e.Issuer}:{e.Kind}", true, Source(e, e.Citation))))
            .Concat(data.AuthorizationPlaces.Where(a => a.Code != Others).Select(a => new PlaceFactRow(a.Code, $"gea:{a.Authorization}", a.Mode == Included, Source(a, a.Citation))))
            .Concat(data.AuthorizationPlaces.Where(a => a.Code == Others).SelectMany(all => AllBut(all, data)));

    /// <summary>The places of an authorization whose text names those that are not meant.</summary>
    private static IEnumerable<PlaceFactRow> AllBut(AuthorizationPlaceRecord all, DestinationData data) =>
        data.Countries.Select(c => c.Code).Except(data.AuthorizationPlaces.Where(a => a.Authorization == all.Authorization).Select(a => a.Code))
            .Select(code => new PlaceFactRow(code, $"gea:{all.Authorization}", true, Source(all, all.Citation)));

    private static ControlledEntryRow EntryOf(ControlRecord row)
    {
        var details = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Details)!;
        return new ControlledEntryRow(
            row.Regime, row.Entry, row.Heading, List("reasons_scope"), Text("lvs_limit"), Text("gbs"), List("other_exceptions"), Text("sta_note").Length > 0, row.Series,
            Text("itar_pointer") == "yes", [.. List("nearest_us_entry").Where(n => n.Length == row.Entry.Length)], Source(row, row.Citation));

        string Text(string name) => details.GetValueOrDefault(name, "");

        ImmutableArray<string> List(string name) => [.. Text(name).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static Provenance Source(LicensingRecord row) => Source(row, row.Citation);

    private static Provenance Source(SourcedRecord row, string citation) => new(citation, row.AsOf, row.Verified, SnapshotCompiler.Validity(row));
}
