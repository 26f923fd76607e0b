namespace ScreeningApi.Reference;

/// <summary>Reads the files about HS codes.</summary>
internal static class HsFiles
{
    public static List<HsHeadingRecord> ReadHeadings(string folder) => ReferenceFile.Read(Path.Combine(folder, "hs_nomenclature.csv"), r => new HsHeadingRecord
    {
        Code = r.Required("code"), Subheadings = r.List("subheadings"), Citation = r.Required("citation"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
    });

    public static List<HsRetiredRecord> ReadRetired(string folder) => ReferenceFile.Read(Path.Combine(folder, "hs_retired.csv"), r => new HsRetiredRecord
    {
        Code = r.Required("code"), Successors = r.List("successors"), Note = r.Required("note"), Citation = r.Required("citation"), Source = r.Text("source"), AsOf = r.Text("as_of"),
        Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
    });

    public static List<HsExpectationRecord> ReadExpectations(string folder) => ReferenceFile.Read(Path.Combine(folder, "hs_expectations.csv"), r => new HsExpectationRecord
    {
        Ordinal = r.Ordinal, Category = r.Required("category"), Kind = r.Required("kind"), Codes = r.List("codes"), Goods = r.Required("goods"), Citation = r.Required("citation"),
        Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
    });
}
