using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Npgsql;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Reference;

/// <summary>From the files through the database and back. A column that is lost on the way is empty, and nothing fails.</summary>
public sealed class RoundTripTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>Every record type: its name, its rows in the files, its rows in the database.</summary>
    private static readonly (string Name, Func<ReferenceData, string> Rows)[] RecordTypes =
    [
        Of("categories", d => d.RuleSet.Categories), Of("rules", d => d.RuleSet.Rules), Of("vague_terms", d => d.RuleSet.VagueTerms), Of("makers", d => d.RuleSet.Makers), Of("product_families", d => d.RuleSet.Families),
        Of("spellings", d => d.RuleSet.Spellings), Of("look_alikes", d => d.RuleSet.LookAlikes), Of("han_variants", d => d.RuleSet.HanVariants), Of("inflections", d => d.RuleSet.Inflections),
        Of("ordinary_words", d => d.RuleSet.OrdinaryWords), Of("lists", d => d.RuleSet.Lists),
        Of("listings", d => d.RuleSet.Listings), Of("control_entries", d => d.RuleSet.Controls), Of("hs_headings", d => d.RuleSet.HsHeadings), Of("hs_retired", d => d.RuleSet.HsRetired), Of("hs_expectations", d => d.RuleSet.HsExpectations), Of("countries", d => d.Destinations.Countries),
        Of("destinations", d => d.Destinations.Destinations), Of("destination_reasons", d => d.Destinations.Reasons), Of("destination_overrides", d => d.Destinations.Overrides),
        Of("embargoes", d => d.Destinations.Embargoes), Of("country_groups", d => d.Destinations.Groups), Of("country_chart", d => d.Destinations.Chart),
        Of("units", d => d.RuleSet.Units), Of("technical_parameters", d => d.RuleSet.Parameters), Of("thresholds", d => d.RuleSet.Thresholds),
        Of("license_regimes", d => d.RuleSet.Licensing.Regimes), Of("control_reasons", d => d.RuleSet.Licensing.ControlReasons),
        Of("control_exceptions", d => d.RuleSet.Licensing.ControlExceptions), Of("license_reasons", d => d.RuleSet.Licensing.Reasons),
        Of("sanctions", d => d.RuleSet.Licensing.Sanctions), Of("end_uses", d => d.RuleSet.Licensing.EndUses), Of("license_bars", d => d.RuleSet.Licensing.Bars),
        Of("license_exceptions", d => d.RuleSet.Licensing.Exceptions), Of("exception_conditions", d => d.RuleSet.Licensing.Conditions),
        Of("end_use_terms", d => d.RuleSet.Licensing.EndUseTerms), Of("circumstances", d => d.RuleSet.Licensing.Circumstances),
        Of("exchange_rates", d => d.RuleSet.Licensing.ExchangeRates), Of("item_lists", d => d.RuleSet.Licensing.ItemLists),
        Of("table_holes", d => d.RuleSet.Licensing.Holes), Of("license_steps", d => d.RuleSet.Licensing.Steps),
        Of("name_words", d => d.RuleSet.Parties.NameWords), Of("name_settings", d => d.RuleSet.Parties.NameSettings),
        Of("watchlist_definitions", d => d.RuleSet.Parties.Watchlists), Of("watchlist_sections", d => d.RuleSet.Parties.WatchlistSections),
        Of("general_authorization_places", d => d.Destinations.AuthorizationPlaces),
        Of("policy_settings", d => d.Policy.Settings), Of("measures", d => d.Policy.Measures),
    ];

    /// <summary>Which columns of which file stand in which table under the same name; the others are looked at through the records alone.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "categories.csv", "categories" }, { "rules/*.csv", "rules" }, { "makers/*.csv", "makers" }, { "families/*.csv", "product_families" }, { "spellings.csv", "spellings" },
        { "look_alikes.csv", "look_alikes" }, { "han_variants.csv", "han_variants" }, { "inflections.csv", "inflections" }, { "ordinary_words.csv", "ordinary_words" }, { "lists.csv", "lists" }, { "listings/*.csv", "listings" }, { "controls_us.csv controls_eu.csv", "control_entries" },
        { "countries.csv", "countries" }, { "destinations.csv", "destinations" }, { "destination_reasons.csv", "destination_reasons" }, { "destination_overrides.csv", "destination_overrides" },
        { "embargoes.csv", "embargoes" }, { "country_groups.csv", "country_groups" }, { "country_chart.csv", "country_chart" }, { "policy.csv", "policy_settings" }, { "measures.csv", "measures" }, { "hs_nomenclature.csv", "hs_headings" }, { "hs_retired.csv", "hs_retired" }, { "hs_expectations.csv", "hs_expectations" }, { "vague.csv", "vague_terms" },
        { "units.csv", "units" }, { "parameters.csv", "technical_parameters" }, { "thresholds.csv", "thresholds" },
        { "licensing/regimes.csv", "license_regimes" }, { "licensing/control_reasons.csv", "control_reasons" },
        { "licensing/control_exceptions.csv", "control_exceptions" }, { "licensing/license_reasons.csv", "license_reasons" }, { "licensing/sanctions.csv", "sanctions" },
        { "licensing/end_uses.csv", "end_uses" }, { "licensing/bars.csv", "license_bars" }, { "licensing/exceptions.csv", "license_exceptions" },
        { "licensing/conditions.csv", "exception_conditions" }, { "licensing/end_use_terms.csv", "end_use_terms" }, { "licensing/circumstances.csv", "circumstances" },
        { "licensing/exchange_rates.csv", "exchange_rates" }, { "licensing/annex_iv.csv", "item_lists" }, { "licensing/holes.csv", "table_holes" },
        { "licensing/steps.csv", "license_steps" },
        { "names/*.csv", "name_words" }, { "name_settings.csv", "name_settings" }, { "watchlists.csv", "watchlist_definitions" }, { "watchlist_sections.csv", "watchlist_sections" },
        { "eu_gea_destinations.csv", "general_authorization_places" },
    };

    public static IEnumerable<TheoryDataRow<string>> Tables => RecordTypes.Select(r => new TheoryDataRow<string>(r.Name));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_back_are_the_records_of_the_files()
    {
        var shipped = ReferenceFolder.Read(ReferenceFolder.Shipped);
        await using var database = Database.Open(service.ConnectionString);
        var store = new ReferenceStore(database);
        var stored = await store.GetAsync((await store.FindPublishedAsync(Cancelled))!, Cancelled);
        Assert.Equal((shipped.RuleSet.Version, shipped.Destinations.Version, shipped.Policy.Version), (stored.RuleSet.Version, stored.Destinations.Version, stored.Policy.Version));
        Assert.All(RecordTypes, type => Assert.Equal(Sorted(type.Rows(shipped)), Sorted(type.Rows(stored))));
    }

    [Fact]
    public void Every_list_of_records_is_compared()
    {
        var lists = new[] { typeof(RuleSetData), typeof(DestinationData), typeof(PolicyData), typeof(LicensingData), typeof(PartiesData) }.SelectMany(t => t.GetProperties())
            .Count(p => p.PropertyType != typeof(string) && p.PropertyType != typeof(LicensingData) && p.PropertyType != typeof(PartiesData));
        Assert.Equal(lists, RecordTypes.Length);
    }

    [Theory, MemberData(nameof(Tables))]
    public async Task Every_column_of_a_table_is_a_member_of_its_record(string table)
    {
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        var columns = await sql.TextsAsync(
            "select column_name::text from information_schema.columns where table_name = $1 and column_name not in ('tenant_id', 'rule_set', 'destination_table') and not (column_name = 'policy' and table_name in ('policy_settings', 'measures'))", table);
        var record = JsonNode.Parse(RecordTypes.Single(r => r.Name == table).Rows(ReferenceFolder.Read(ReferenceFolder.Shipped)))!.AsArray()[0]!.AsObject();
        Assert.Equal(columns.Order(StringComparer.Ordinal), record.Select(m => m.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>Past the service's own reading: the cells of the files against the columns of the table.</summary>
    [Theory, MemberData(nameof(Files))]
    public async Task Every_cell_of_a_file_stands_in_its_table(string files, string table)
    {
        var rows = files.Split(' ').SelectMany(Cells).ToList();
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        var columns = await sql.TextsAsync("select column_name::text || ':' || data_type from information_schema.columns where table_name = $1", table);
        var compared = 0;
        foreach (var (column, type) in columns.Select(c => (c.Split(':')[0], c.Split(':')[1])).Where(c => rows.Exists(r => r.ContainsKey(c.Item1))))
        {
            var stored = await sql.TextsAsync($"select {AsCell(column, type)} from {table}");
            Assert.Equal(rows.Select(r => Normal(r.GetValueOrDefault(column, ""), type)).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
            compared++;
        }

        Assert.True(compared >= Math.Min(3, rows[0].Count), $"only {compared} columns of {table} have the name of a column in {files}");
    }

    private static (string, Func<ReferenceData, string>) Of<T>(string name, Func<ReferenceData, IReadOnlyList<T>> rows) => (name, data => ReferenceJson.Write(rows(data)));

    private static List<string> Sorted(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(Canonical).Order(StringComparer.Ordinal)];

    /// <summary>The free columns are an object whose members jsonb puts into an order of its own.</summary>
    private static string Canonical(JsonNode? record)
    {
        if (record!["details"] is JsonObject details)
        {
            record["details"] = new JsonObject(details.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        }

        return record.ToJsonString();
    }

    private static IEnumerable<Dictionary<string, string>> Cells(string pattern)
    {
        var folder = Path.Combine(ReferenceFolder.Shipped, Path.GetDirectoryName(pattern)!);
        foreach (var path in Directory.EnumerateFiles(folder, Path.GetFileName(pattern)))
        {
            using var reader = CsvReader.FromFile(path);
            while (reader.Read())
            {
                yield return Enumerable.Range(0, reader.FieldCount).ToDictionary(i => reader.Headers[i], reader.GetString);
            }
        }
    }

    private static string AsCell(string column, string type) => type switch
    {
        "ARRAY" => $"array_to_string(\"{column}\", '|')",
        "date" => $"case when isfinite(\"{column}\") then \"{column}\"::text else '' end",
        "double precision" => $"\"{column}\"::float8::numeric::float8::text",
        _ => $"\"{column}\"::text",
    };

    private static string Normal(string cell, string type) => type switch
    {
        "ARRAY" => string.Join('|', cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        "double precision" => cell.Trim().Length == 0 ? "0" : JsonSerializer.Serialize(double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)),
        "boolean" => cell.Trim() is "yes" or "ex" ? "true" : "false",
        _ => cell.Trim(),
    };
}
