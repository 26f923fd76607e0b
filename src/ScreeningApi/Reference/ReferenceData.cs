namespace ScreeningApi.Reference;

/// <summary>A rule set with all that hangs on it.</summary>
internal sealed record RuleSetData
{
    public required string Version { get; init; }
    public required IReadOnlyList<CategoryRecord> Categories { get; init; }
    public required IReadOnlyList<RuleRecord> Rules { get; init; }
    public required IReadOnlyList<VagueTermRecord> VagueTerms { get; init; }
    public required IReadOnlyList<MakerRecord> Makers { get; init; }
    public required IReadOnlyList<FamilyRecord> Families { get; init; }
    public required IReadOnlyList<SpellingRecord> Spellings { get; init; }
    public required IReadOnlyList<LookAlikeRecord> LookAlikes { get; init; }
    public required IReadOnlyList<HanVariantsRecord> HanVariants { get; init; }
    public required IReadOnlyList<InflectionRecord> Inflections { get; init; }
    public required IReadOnlyList<OrdinaryWordsRecord> OrdinaryWords { get; init; }
    public required IReadOnlyList<ListRecord> Lists { get; init; }
    public required IReadOnlyList<ListingRecord> Listings { get; init; }
    public required IReadOnlyList<ControlRecord> Controls { get; init; }
    public required IReadOnlyList<UnitRecord> Units { get; init; }
    public required IReadOnlyList<ParameterRecord> Parameters { get; init; }
    public required IReadOnlyList<ThresholdRecord> Thresholds { get; init; }
    public required IReadOnlyList<HsHeadingRecord> HsHeadings { get; init; }
    public required IReadOnlyList<HsRetiredRecord> HsRetired { get; init; }
    public required IReadOnlyList<HsExpectationRecord> HsExpectations { get; init; }
    public required LicensingData Licensing { get; init; }
    public required PartiesData Parties { get; init; }
}

/// <summary>A destination table with all that hangs on it.</summary>
internal sealed record DestinationData
{
    public required string Version { get; init; }
    public required IReadOnlyList<CountryRecord> Countries { get; init; }
    public required IReadOnlyList<DestinationRecord> Destinations { get; init; }
    public required IReadOnlyList<DestinationReasonRecord> Reasons { get; init; }
    public required IReadOnlyList<DestinationOverrideRecord> Overrides { get; init; }
    public required IReadOnlyList<EmbargoRecord> Embargoes { get; init; }
    public required IReadOnlyList<CountryGroupRecord> Groups { get; init; }
    public required IReadOnlyList<CountryChartRecord> Chart { get; init; }
    public required IReadOnlyList<AuthorizationPlaceRecord> AuthorizationPlaces { get; init; }
}

/// <summary>A policy: weights and measures.</summary>
internal sealed record PolicyData
{
    public required string Version { get; init; }
    public required IReadOnlyList<SettingRecord> Settings { get; init; }
    public required IReadOnlyList<MeasureRecord> Measures { get; init; }
}

/// <summary>Everything a snapshot is compiled from.</summary>
internal sealed record ReferenceData(RuleSetData RuleSet, DestinationData Destinations, PolicyData Policy);
