using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Reference;

/// <summary>The versions that are published now.</summary>
internal sealed record PublishedVersions(string RuleSet, string Destinations, string Policy);

/// <summary>Keeps rule sets, destination tables and policies in the database.</summary>
internal sealed class ReferenceStore(Database database)
{
    /// <summary>Announced to all processes when something is published.</summary>
    public const string Channel = "reference_published";

    /// <summary>The tenant that owns what ships with the program; its rows serve every tenant.</summary>
    public const string SharedTenant = "shared";

    /// <summary>What is published now; null when nothing is.</summary>
    public Task<PublishedVersions?> FindPublishedAsync(CancellationToken cancellation) =>
        database.ReadAsync(connection => FindPublishedAsync(connection, null), cancellation);

    /// <summary>Read over two connections at once, each with about half of it: published versions never change. Neither waits for the other.</summary>
    public async Task<ReferenceData> GetAsync(PublishedVersions versions, CancellationToken cancellation)
    {
        var rest = Task.Run(() => database.ReadAsync(connection => ReadRestAsync(connection, null, versions), cancellation), cancellation);
        var goods = await database.ReadAsync(connection => ReadGoodsAsync(connection, null, versions), cancellation);
        return Together(goods, await rest);
    }

    /// <summary>
    /// Inserts what the database does not have yet, reads it back, lets <paramref name="check"/> refuse it, and publishes it, all in one
    /// transaction. Returns the kinds that were published; empty when all versions were there already.
    /// </summary>
    /// <param name="check">Gets what is to be published and what is published now, null when nothing is; returns a note for the new versions, empty when there is none.</param>
    public Task<IReadOnlyList<string>> PublishAsync(ReferenceData data, Func<ReferenceData, ReferenceData?, string> check, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<string>>(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext(@Channel))", new { Channel }, transaction);
            var work = new Work(connection, transaction);
            var inserted = new List<string>();
            if (await work.BeginAsync("rule_sets", data.RuleSet.Version, ReferenceJson.Checksum(data.RuleSet)))
            {
                await InsertAsync(work, data.RuleSet);
                inserted.Add($"rule set {data.RuleSet.Version}");
            }

            if (await work.BeginAsync("destination_tables", data.Destinations.Version, ReferenceJson.Checksum(data.Destinations)))
            {
                await InsertAsync(work, data.Destinations);
                inserted.Add($"destination table {data.Destinations.Version}");
            }

            if (await work.BeginAsync("policies", data.Policy.Version, ReferenceJson.Checksum(data.Policy)))
            {
                await InsertAsync(work, data.Policy);
                inserted.Add($"policy {data.Policy.Version}");
            }

            if (inserted.Count > 0)
            {
                var versions = new PublishedVersions(data.RuleSet.Version, data.Destinations.Version, data.Policy.Version);
                var current = await FindPublishedAsync(connection, transaction);
                var note = check(await ReadAsync(connection, transaction, versions), current is null ? null : await ReadAsync(connection, transaction, current));
                await work.NoteAsync("rule_sets", versions.RuleSet, note);
                await work.NoteAsync("policies", versions.Policy, note);
                await work.PublishAsync("rule_sets", versions.RuleSet);
                await work.PublishAsync("destination_tables", versions.Destinations);
                await work.PublishAsync("policies", versions.Policy);
                await connection.ExecuteAsync("select pg_notify(@Channel, '')", new { Channel }, transaction);
            }

            return inserted;
        }, cancellation);

    internal static async Task<PublishedVersions?> FindPublishedAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction) =>
        await connection.QuerySingleOrDefaultAsync<PublishedVersions>(
            """
            select r.version as RuleSet, d.version as Destinations, p.version as Policy
            from rule_sets r, destination_tables d, policies p
            where r.tenant_id = @SharedTenant and r.state = 'published'
              and d.tenant_id = @SharedTenant and d.state = 'published'
              and p.tenant_id = @SharedTenant and p.state = 'published'
            """, new { SharedTenant }, transaction);

    internal static async Task InsertAsync(Work work, RuleSetData data)
    {
        await work.InsertAsync("categories", "rule_set", data.Version, data.Categories);
        await work.InsertAsync("rules", "rule_set", data.Version, data.Rules);
        await work.InsertAsync("vague_terms", "rule_set", data.Version, data.VagueTerms);
        await work.InsertAsync("makers", "rule_set", data.Version, data.Makers);
        await work.InsertAsync("product_families", "rule_set", data.Version, data.Families);
        await work.InsertAsync("spellings", "rule_set", data.Version, data.Spellings);
        await work.InsertAsync("look_alikes", "rule_set", data.Version, data.LookAlikes);
        await work.InsertAsync("han_variants", "rule_set", data.Version, data.HanVariants);
        await work.InsertAsync("inflections", "rule_set", data.Version, data.Inflections);
        await work.InsertAsync("ordinary_words", "rule_set", data.Version, data.OrdinaryWords);
        await work.InsertAsync("lists", "rule_set", data.Version, data.Lists);
        await work.InsertAsync("listings", "rule_set", data.Version, data.Listings);
        await work.InsertAsync("control_entries", "rule_set", data.Version, data.Controls);
        await work.InsertAsync("units", "rule_set", data.Version, data.Units);
        await work.InsertAsync("technical_parameters", "rule_set", data.Version, data.Parameters);
        await work.InsertAsync("thresholds", "rule_set", data.Version, data.Thresholds);
        await work.InsertAsync("hs_headings", "rule_set", data.Version, data.HsHeadings);
        await work.InsertAsync("hs_retired", "rule_set", data.Version, data.HsRetired);
        await work.InsertAsync("hs_expectations", "rule_set", data.Version, data.HsExpectations);
        await InsertAsync(work, data.Version, data.Licensing);
        await InsertAsync(work, data.Version, data.Parties);
    }

    private static async Task InsertAsync(Work work, string version, PartiesData data)
    {
        await work.InsertAsync("name_words", "rule_set", version, data.NameWords);
        await work.InsertAsync("name_settings", "rule_set", version, data.NameSettings);
        await work.InsertAsync("watchlist_definitions", "rule_set", version, data.Watchlists);
        await work.InsertAsync("watchlist_sections", "rule_set", version, data.WatchlistSections);
    }

    private static async Task InsertAsync(Work work, string version, LicensingData data)
    {
        await work.InsertAsync("license_regimes", "rule_set", version, data.Regimes);
        await work.InsertAsync("control_reasons", "rule_set", version, data.ControlReasons);
        await work.InsertAsync("control_exceptions", "rule_set", version, data.ControlExceptions);
        await work.InsertAsync("license_reasons", "rule_set", version, data.Reasons);
        await work.InsertAsync("sanctions", "rule_set", version, data.Sanctions);
        await work.InsertAsync("end_uses", "rule_set", version, data.EndUses);
        await work.InsertAsync("license_bars", "rule_set", version, data.Bars);
        await work.InsertAsync("license_exceptions", "rule_set", version, data.Exceptions);
        await work.InsertAsync("exception_conditions", "rule_set", version, data.Conditions);
        await work.InsertAsync("end_use_terms", "rule_set", version, data.EndUseTerms);
        await work.InsertAsync("circumstances", "rule_set", version, data.Circumstances);
        await work.InsertAsync("exchange_rates", "rule_set", version, data.ExchangeRates);
        await work.InsertAsync("item_lists", "rule_set", version, data.ItemLists);
        await work.InsertAsync("table_holes", "rule_set", version, data.Holes);
        await work.InsertAsync("license_steps", "rule_set", version, data.Steps);
    }

    internal static async Task InsertAsync(Work work, DestinationData data)
    {
        await work.InsertAsync("countries", "destination_table", data.Version, data.Countries);
        await work.InsertAsync("destinations", "destination_table", data.Version, data.Destinations);
        await work.InsertAsync("destination_reasons", "destination_table", data.Version, data.Reasons);
        await work.InsertAsync("destination_overrides", "destination_table", data.Version, data.Overrides);
        await work.InsertAsync("embargoes", "destination_table", data.Version, data.Embargoes);
        await work.InsertAsync("country_groups", "destination_table", data.Version, data.Groups);
        await work.InsertAsync("country_chart", "destination_table", data.Version, data.Chart);
        await work.InsertAsync("general_authorization_places", "destination_table", data.Version, data.AuthorizationPlaces);
    }

    internal static async Task InsertAsync(Work work, PolicyData data)
    {
        await work.InsertAsync("policy_settings", "policy", data.Version, data.Settings);
        await work.InsertAsync("measures", "policy", data.Version, data.Measures);
    }

    internal static async Task<ReferenceData> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, PublishedVersions versions) =>
        Together(await ReadGoodsAsync(connection, transaction, versions), await ReadRestAsync(connection, transaction, versions));

    private static ReferenceData Together(RuleSetData goods, Rest rest) => new(goods with { Licensing = rest.Licensing, Parties = rest.Parties }, rest.Destinations, rest.Policy);

    /// <summary>All but what goods are recognised by.</summary>
    private sealed record Rest(LicensingData Licensing, PartiesData Parties, DestinationData Destinations, PolicyData Policy);

    /// <summary>What goods are recognised by: licensing and parties are still missing.</summary>
    private static async Task<RuleSetData> ReadGoodsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, PublishedVersions versions)
    {
        var rules = new Rows(connection, transaction, "rule_set", versions.RuleSet);
        return new RuleSetData
        {
            Version = versions.RuleSet,
            Categories = await rules.OfAsync<CategoryRecord>("categories", "code"),
            Rules = await rules.OfAsync<RuleRecord>("rules", "rule, lang"),
            VagueTerms = await rules.OfAsync<VagueTermRecord>("vague_terms", "ordinal"),
            Makers = await rules.OfAsync<MakerRecord>("makers", "maker"),
            Families = await rules.OfAsync<FamilyRecord>("product_families", "maker, family"),
            Spellings = await rules.OfAsync<SpellingRecord>("spellings", "spelling"),
            LookAlikes = await rules.OfAsync<LookAlikeRecord>("look_alikes", "character"),
            HanVariants = await rules.OfAsync<HanVariantsRecord>("han_variants", "ordinal"),
            Inflections = await rules.OfAsync<InflectionRecord>("inflections", "ordinal"),
            OrdinaryWords = await rules.OfAsync<OrdinaryWordsRecord>("ordinary_words", "ordinal"),
            Lists = await rules.OfAsync<ListRecord>("lists", "list, tier"),
            Listings = await rules.OfAsync<ListingRecord>("listings", "list, tier, code, partial, valid_from"),
            Controls = await rules.OfAsync<ControlRecord>("control_entries", "regime, entry"),
            Units = await rules.OfAsync<UnitRecord>("units", "dimension, unit"),
            Parameters = await rules.OfAsync<ParameterRecord>("technical_parameters", "parameter"),
            Thresholds = await rules.OfAsync<ThresholdRecord>("thresholds", "ordinal"),
            HsHeadings = await rules.OfAsync<HsHeadingRecord>("hs_headings", "code, valid_from"),
            HsRetired = await rules.OfAsync<HsRetiredRecord>("hs_retired", "code"),
            HsExpectations = await rules.OfAsync<HsExpectationRecord>("hs_expectations", "ordinal"),
            Licensing = null!,
            Parties = null!,
        };
    }

    private static async Task<Rest> ReadRestAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, PublishedVersions versions)
    {
        var rules = new Rows(connection, transaction, "rule_set", versions.RuleSet);
        var destinations = new Rows(connection, transaction, "destination_table", versions.Destinations);
        var policy = new Rows(connection, transaction, "policy", versions.Policy);
        return new Rest(
            await ReadLicensingAsync(rules),
            await ReadPartiesAsync(rules),
            new DestinationData
            {
                Version = versions.Destinations,
                Countries = await destinations.OfAsync<CountryRecord>("countries", "code"),
                Destinations = await destinations.OfAsync<DestinationRecord>("destinations", "code, valid_from"),
                Reasons = await destinations.OfAsync<DestinationReasonRecord>("destination_reasons", "code, reason, valid_from"),
                Overrides = await destinations.OfAsync<DestinationOverrideRecord>("destination_overrides", "code, category, valid_from"),
                Embargoes = await destinations.OfAsync<EmbargoRecord>("embargoes", "ordinal"),
                Groups = await destinations.OfAsync<CountryGroupRecord>("country_groups", "code, country_group, valid_from"),
                Chart = await destinations.OfAsync<CountryChartRecord>("country_chart", "code, valid_from"),
                AuthorizationPlaces = await destinations.OfAsync<AuthorizationPlaceRecord>("general_authorization_places", "ordinal"),
            },
            new PolicyData
            {
                Version = versions.Policy,
                Settings = await policy.OfAsync<SettingRecord>("policy_settings", "key"),
                Measures = await policy.OfAsync<MeasureRecord>("measures", "ordinal"),
            });
    }

    private static async Task<LicensingData> ReadLicensingAsync(Rows rules)
    {
        return new LicensingData
        {
            Regimes = await rules.OfAsync<LicenseRegimeRecord>("license_regimes", "ordinal"),
            ControlReasons = await rules.OfAsync<ControlReasonRecord>("control_reasons", "ordinal"),
            ControlExceptions = await rules.OfAsync<ControlExceptionRecord>("control_exceptions", "ordinal"),
            Reasons = await rules.OfAsync<LicenseReasonRecord>("license_reasons", "ordinal"),
            Sanctions = await rules.OfAsync<SanctionRecord>("sanctions", "ordinal"),
            EndUses = await rules.OfAsync<EndUseRecord>("end_uses", "ordinal"),
            Bars = await rules.OfAsync<LicenseBarRecord>("license_bars", "ordinal"),
            Exceptions = await rules.OfAsync<LicenseExceptionRecord>("license_exceptions", "ordinal"),
            Conditions = await rules.OfAsync<ExceptionConditionRecord>("exception_conditions", "ordinal"),
            EndUseTerms = await rules.OfAsync<EndUseTermRecord>("end_use_terms", "ordinal"),
            Circumstances = await rules.OfAsync<CircumstanceRecord>("circumstances", "ordinal"),
            ExchangeRates = await rules.OfAsync<ExchangeRateRecord>("exchange_rates", "ordinal"),
            ItemLists = await rules.OfAsync<ItemListRecord>("item_lists", "ordinal"),
            Holes = await rules.OfAsync<TableHoleRecord>("table_holes", "ordinal"),
            Steps = await rules.OfAsync<LicenseStepRecord>("license_steps", "ordinal"),
        };
    }

    private static async Task<PartiesData> ReadPartiesAsync(Rows rules)
    {
        return new PartiesData
        {
            NameWords = await rules.OfAsync<NameWordRecord>("name_words", "ordinal"),
            NameSettings = await rules.OfAsync<NameSettingRecord>("name_settings", "key"),
            Watchlists = await rules.OfAsync<WatchlistRecord>("watchlist_definitions", "code"),
            WatchlistSections = await rules.OfAsync<WatchlistSectionRecord>("watchlist_sections", "ordinal"),
        };
    }

    /// <summary>All rows of a table that hang on one version. Table and column names come from this file alone.</summary>
    private sealed class Rows(NpgsqlConnection connection, NpgsqlTransaction? transaction, string versionColumn, string version)
    {
        public async Task<IReadOnlyList<T>> OfAsync<T>(string table, string order) =>
        [
            .. await connection.QueryAsync<T>(
                $"select * from {table} where tenant_id = @SharedTenant and {versionColumn} = @version order by {order}", new { SharedTenant, version }, transaction),
        ];
    }

    /// <summary>The statements of a publication. Table and column names come from this file alone.</summary>
    internal sealed class Work(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        /// <summary>False when the version is there already; it must then be the same.</summary>
        public async Task<bool> BeginAsync(string table, string version, byte[] checksum)
        {
            var known = await connection.QuerySingleOrDefaultAsync<byte[]>(
                $"select checksum from {table} where tenant_id = @SharedTenant and version = @version", new { SharedTenant, version }, transaction);
            if (known is not null && !known.AsSpan().SequenceEqual(checksum))
            {
                throw new ReferenceFileException(
                    $"The reference files differ from those that were published as version {version} in {table}. A published version never changes: give the manifest a new version.");
            }

            return known is null && await connection.ExecuteAsync(
                $"insert into {table} (tenant_id, version, state, checksum) values (@SharedTenant, @version, 'draft', @checksum)",
                new { SharedTenant, version, checksum }, transaction) == 1;
        }

        public Task<int> InsertAsync<T>(string table, string versionColumn, string version, IReadOnlyList<T> rows)
        {
            var columns = string.Join(", ", ReferenceJson.Columns<T>().Select(c => $"\"{c}\""));
            return connection.ExecuteAsync(
                $"insert into {table} (tenant_id, {versionColumn}, {columns}) select @SharedTenant, @version, {columns} from jsonb_populate_recordset(null::{table}, @rows::jsonb)",
                new { SharedTenant, version, rows = ReferenceJson.Write(rows) }, transaction);
        }

        /// <summary>Notes how a draft came to be published; what is published already keeps its note.</summary>
        public Task<int> NoteAsync(string table, string version, string note) => connection.ExecuteAsync(
            $"update {table} set note = @note where tenant_id = @SharedTenant and version = @version and state = 'draft'", new { SharedTenant, version, note }, transaction);

        public async Task PublishAsync(string table, string version)
        {
            await connection.ExecuteAsync(
                $"update {table} set state = 'retired' where tenant_id = @SharedTenant and state = 'published' and version <> @version", new { SharedTenant, version }, transaction);
            await connection.ExecuteAsync(
                $"update {table} set state = 'published', published_at = clock_timestamp() where tenant_id = @SharedTenant and version = @version and state <> 'published'",
                new { SharedTenant, version }, transaction);
        }
    }
}
