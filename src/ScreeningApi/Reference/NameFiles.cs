namespace ScreeningApi.Reference;

/// <summary>Reads the files about the words of names and about the lists of restricted parties.</summary>
internal static class NameFiles
{
    public static PartiesData Read(string folder) => new()
    {
        NameWords = Numbered(ReferenceFolder.ReadAll(Path.Combine(folder, "names"), path => ReferenceFile.Read(path, r => new NameWordRecord
        {
            Kind = r.Required("kind"), Word = r.Required("word"), Lang = r.Text("lang"), Forms = r.List("forms"), Weight = r.Number("weight"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }))),
        NameSettings = ReferenceFile.Read(Path.Combine(folder, "name_settings.csv"), r => new NameSettingRecord
        {
            Key = r.Required("key"), Value = r.Number("value"), Description = r.Required("description"), Citation = r.Required("citation"),
        }),
        Watchlists = ReferenceFile.Read(Path.Combine(folder, "watchlists.csv"), r => new WatchlistRecord
        {
            Code = r.Required("code"), Name = r.Required("name"), Issuer = r.Required("issuer"), Format = r.Required("format"), Url = r.Text("url"),
            WarnAfterHours = r.Whole("warn_after_hours"), StopAfterHours = r.Whole("stop_after_hours"), MaxShrink = r.Number("max_shrink"),
            Canaries = r.List("canaries"), Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"),
        }),
        WatchlistSections = ReferenceFile.Read(Path.Combine(folder, "watchlist_sections.csv"), r => new WatchlistSectionRecord
        {
            Ordinal = r.Ordinal, List = r.Required("list"), Section = r.Required("section"), Name = r.Required("name"), Effect = r.Required("effect"),
            Weight = r.Number("weight"), OwnershipRule = r.Flag("ownership_rule", "yes"), Text = r.Required("text"), Citation = r.Required("citation"),
            Source = r.Text("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
    };

    /// <summary>The words stand in several files: numbered through, in the order of the files.</summary>
    private static List<NameWordRecord> Numbered(List<NameWordRecord> words) => [.. words.Select((w, i) => w with { Ordinal = i + 1 })];
}
