using Screening.Engine.Parties;

namespace ScreeningApi.Reference;

/// <summary>Turns records into what the engine knows about the words of names and about the lists of restricted parties.</summary>
internal static class NameDocuments
{
    public static NamesDocument NamesOf(PartiesData data) => new()
    {
        Words = [.. data.NameWords.Select(w => new NameWordRow(
            SnapshotCompiler.Parse<NameWordKind>(w.Kind, $"name word {w.Kind} '{w.Word}'"), w.Word, w.Lang, [.. w.Forms], w.Weight, w.Citation, SnapshotCompiler.Validity(w)))],
        Settings = [.. data.NameSettings.Select(s => new NameSettingRow(s.Key, s.Value, s.Description, s.Citation))],
    };

    public static WatchlistsDocument WatchlistsOf(PartiesData data) => new()
    {
        Lists = [.. data.Watchlists.Select(w => new WatchlistRow(
            w.Code, w.Name, w.Issuer, w.Format, w.Url, w.WarnAfterHours, w.StopAfterHours, w.MaxShrink, [.. w.Canaries], w.Citation))],
        Sections = [.. data.WatchlistSections.Select(s => new WatchlistSectionRow(
            s.List, s.Section, s.Name, SnapshotCompiler.Parse<WatchlistEffect>(s.Effect, $"section {s.Section} of {s.List}"), s.Weight, s.OwnershipRule, s.Text, s.Citation,
            SnapshotCompiler.Validity(s)))],
    };
}
