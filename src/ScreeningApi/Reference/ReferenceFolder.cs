using System.Text.Json;

namespace ScreeningApi.Reference;

/// <summary>Reads the shipped rules and tables from the folder in which people edit them.</summary>
internal static class ReferenceFolder
{
    /// <summary>The folder that travels with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "db", "reference");

    public static ReferenceData Read(string folder)
    {
        var versions = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "manifest.json")))!;
        return new ReferenceData(
            ReadRuleSet(folder, versions["ruleSet"]), ReadDestinations(folder, versions["destinations"]), ReadPolicy(folder, versions["policy"]));
    }

    private static RuleSetData ReadRuleSet(string folder, string version) => new()
    {
        Version = version,
        Categories = ReferenceFile.Read(Path.Combine(folder, "categories.csv"), r => new CategoryRecord
        {
            Code = r.Required("code"), Name = r.Required("name"), Sensitivity = r.Number("sensitivity"), Description = r.Text("description"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Rules = ReadAll(Path.Combine(folder, "rules"), ReadRules),
        VagueTerms = ReferenceFile.Read(Path.Combine(folder, "vague.csv"), r => new VagueTermRecord
        {
            Ordinal = r.Ordinal, Lang = r.Required("lang"), Values = r.List("values"), Note = r.Text("note"), Citation = r.Required("citation"),
        }),
        Makers = ReadAll(Path.Combine(folder, "makers"), path => ReferenceFile.Read(path, r => new MakerRecord
        {
            Maker = r.Required("maker"), Names = r.List("names"), Categories = r.List("categories"), Note = r.Text("note"), Citation = r.Required("citation"),
            Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        })),
        Families = ReadAll(Path.Combine(folder, "families"), path => ReferenceFile.Read(path, r => new FamilyRecord
        {
            Maker = r.Text("maker"), Family = r.Required("family"), Category = r.Required("category"), Models = r.List("models"), Strength = r.Number("strength"),
            Alone = r.NumberOrZero("alone"), Note = r.Text("note"), Citation = r.Required("citation"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        })),
        Spellings = ReferenceFile.Read(Path.Combine(folder, "spellings.csv"), r => new SpellingRecord
        {
            Spelling = r.Required("spelling"), Factor = r.Number("factor"), MinLetters = (int)r.Number("min_letters"), Note = r.Text("note"), Citation = r.Required("citation"),
        }),
        LookAlikes = ReferenceFile.Read(Path.Combine(folder, "look_alikes.csv"), r => new LookAlikeRecord
        {
            Character = r.Required("character"), Latin = r.Text("latin"), Cyrillic = r.Text("cyrillic"), Citation = r.Required("citation"),
        }),
        HanVariants = ReferenceFile.Read(Path.Combine(folder, "han_variants.csv"), r => new HanVariantsRecord
        {
            Ordinal = r.Ordinal, Pairs = r.List("pairs"), Citation = r.Required("citation"),
        }),
        Inflections = ReferenceFile.Read(Path.Combine(folder, "inflections.csv"), r => new InflectionRecord
        {
            Ordinal = r.Ordinal, Lang = r.Required("lang"), IsPrefix = r.Flag("prefix", "yes"), Endings = r.List("endings"), Becomes = r.Text("becomes"),
            MinStem = (int)r.Number("min_stem"), Citation = r.Required("citation"),
        }),
        OrdinaryWords = ReferenceFile.Read(Path.Combine(folder, "ordinary_words.csv"), r => new OrdinaryWordsRecord
        {
            Ordinal = r.Ordinal, Lang = r.Required("lang"), Words = r.List("words"), Citation = r.Required("citation"),
        }),
        Lists = ReferenceFile.Read(Path.Combine(folder, "lists.csv"), r => new ListRecord
        {
            List = r.Required("list"), Tier = r.Text("tier"), Name = r.Required("name"), Regime = r.Required("regime"), Weight = r.Number("weight"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Listings = ReadAll(Path.Combine(folder, "listings"), path => ReferenceFile.Read(path, r => new ListingRecord
        {
            List = r.Required("list"), Tier = r.Text("tier"), Code = r.Required("code"), Partial = r.Flag("partial", "ex"), Description = r.Text("description"),
            Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        })),
        HsHeadings = HsFiles.ReadHeadings(folder),
        HsRetired = HsFiles.ReadRetired(folder),
        HsExpectations = HsFiles.ReadExpectations(folder),
        Licensing = LicensingFiles.Read(Path.Combine(folder, "licensing")),
        Parties = NameFiles.Read(folder),
        Controls = [.. ReadControls(folder, "controls_us.csv", UnitedStatesDetails), .. ReadControls(folder, "controls_eu.csv", EuropeanUnionDetails)],
        Units = ParameterFiles.Units(folder),
        Parameters = ParameterFiles.Parameters(folder),
        Thresholds = ParameterFiles.Thresholds(folder),
    };

    private static readonly string[] UnitedStatesDetails =
        ["category", "product_group", "reasons_scope", "lvs_limit", "gbs", "other_exceptions", "sta_note", "itar_pointer", "related_hs6", "thresholds"];

    private static readonly string[] EuropeanUnionDetails =
        ["category", "product_group", "nearest_us_entry", "related_hs6", "thresholds", "parameter_lines", "excluded_from_eu001", "in_eu002_list", "excluded_from_eu003", "active", "hs_mapping_verified"];

    internal static List<T> ReadAll<T>(string folder, Func<string, List<T>> read) =>
        [.. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).SelectMany(read)];

    /// <summary>A rule belongs to the category that its file is named after; common.csv holds exclusions that name their targets.</summary>
    private static List<RuleRecord> ReadRules(string path) => ReferenceFile.Read(path, r => new RuleRecord
    {
        Rule = r.Required("rule"), Category = Path.GetFileNameWithoutExtension(path), Lang = r.Text("lang"), Kind = r.Required("kind"), Strength = r.Number("strength"),
        Values = r.List("values"), Scope = r.Text("scope"), Targets = r.List("targets"), Note = r.Text("note"), Citation = r.Required("citation"),
        ValidFrom = r.From, ValidTo = r.To,
    });

    private static List<ControlRecord> ReadControls(string folder, string file, string[] details)
    {
        var isUnitedStates = details == UnitedStatesDetails;
        return ReferenceFile.Read(Path.Combine(folder, file), r => new ControlRecord
        {
            Regime = r.Required("regime"), Entry = r.Required("entry"), Heading = r.Text("heading"),
            Reasons = isUnitedStates ? r.List("reasons") : [], EntireEntryReasons = isUnitedStates ? r.List("entire_entry_reasons") : [],
            Series = isUnitedStates ? r.Text("series") : "", Details = r.Json(details),
            Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        });
    }

    private static DestinationData ReadDestinations(string folder, string version) => new()
    {
        Version = version,
        Countries = ReferenceFile.Read(Path.Combine(folder, "countries.csv"), r => new CountryRecord
        {
            Code = r.Required("code"), Iso3 = r.Text("iso3"), Name = r.Required("name"), Aliases = r.List("aliases"), NameZh = r.Text("name_zh"), NameRu = r.Text("name_ru"),
            EarName = r.Text("ear_name"), Parent = r.Text("parent"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"),
        }),
        Destinations = ReferenceFile.Read(Path.Combine(folder, "destinations.csv"), r => new DestinationRecord
        {
            Code = r.Required("code"), Name = r.Required("name"), Tier = (int)r.Number("tier"), Risk = r.Number("risk"), Ally = r.Flag("ally", "yes"),
            Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Reasons = ReferenceFile.Read(Path.Combine(folder, "destination_reasons.csv"), r => new DestinationReasonRecord
        {
            Code = r.Required("code"), Reason = r.Required("reason"), Text = r.Required("text"), Citation = r.Required("citation"), Verified = r.Required("verified"),
            ValidFrom = r.From, ValidTo = r.To,
        }),
        Overrides = ReferenceFile.Read(Path.Combine(folder, "destination_overrides.csv"), r => new DestinationOverrideRecord
        {
            Code = r.Required("code"), Category = r.Required("category"), Risk = r.Number("risk"), Reason = r.Required("reason"), Text = r.Required("text"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Embargoes = ReferenceFile.Read(Path.Combine(folder, "embargoes.csv"), r => new EmbargoRecord
        {
            Ordinal = r.Ordinal, Code = r.Required("code"), Name = r.Required("name"), Issuer = r.Required("issuer"), Kind = r.Required("kind"), Note = r.Text("note"),
            Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Groups = ReferenceFile.Read(Path.Combine(folder, "country_groups.csv"), r => new CountryGroupRecord
        {
            Code = r.Required("code"), CountryGroup = r.Required("group"), Note = r.Text("note"), Citation = r.Required("citation"), Source = r.Text("source"),
            AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Chart = ReferenceFile.Read(Path.Combine(folder, "country_chart.csv"), r => new CountryChartRecord
        {
            Code = r.Required("code"), Reasons = [.. ChartColumns.Where(c => r.Flag(c, "X"))], RowKind = r.Required("row_kind"), Footnotes = r.Text("footnotes"), Note = r.Text("note"),
            Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        AuthorizationPlaces = ReferenceFile.Read(Path.Combine(folder, "eu_gea_destinations.csv"), r => new AuthorizationPlaceRecord
        {
            Ordinal = r.Ordinal, Authorization = r.Required("gea"), Code = r.Required("iso2"), Mode = r.Required("mode"), Note = r.Text("note"), Citation = r.Required("citation"),
            Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
    };

    /// <summary>The columns of 15 CFR 738 Supplement 1.</summary>
    internal static readonly string[] ChartColumns =
        ["CB1", "CB2", "CB3", "NP1", "NP2", "NS1", "NS2", "MT1", "RS1", "RS2", "FC1", "CC1", "CC2", "CC3", "AT1", "AT2"];

    private static PolicyData ReadPolicy(string folder, string version) => new()
    {
        Version = version,
        Settings = ReferenceFile.Read(Path.Combine(folder, "policy.csv"), r => new SettingRecord
        {
            Key = r.Required("key"), Value = r.Number("value"), Description = r.Required("description"), Citation = r.Required("citation"),
        }),
        Measures = ReferenceFile.Read(Path.Combine(folder, "measures.csv"), r => new MeasureRecord
        {
            Ordinal = r.Ordinal, Code = r.Required("code"), Effect = r.Required("effect"), Roles = r.List("roles"), Places = r.List("where"), Items = r.List("item"),
            Circumstance = r.Text("circumstance"), Floor = r.NumberOrZero("floor"), Weight = r.NumberOrZero("weight"), Text = r.Required("text"), Citation = r.Text("citation"),
            Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
    };
}
