namespace ScreeningApi.Reference;

/// <summary>Reads the files of technical values: units, parameters, thresholds.</summary>
internal static class ParameterFiles
{
    public static List<UnitRecord> Units(string folder) => ReferenceFile.Read(Path.Combine(folder, "units.csv"), r => new UnitRecord
    {
        Unit = r.Required("unit"), Singular = r.Text("singular"), Spellings = r.List("spellings"), Dimension = r.Required("dimension"), Factor = r.Number("factor"),
        BaseOffset = r.NumberOrZero("base_offset"), Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
    });

    public static List<ParameterRecord> Parameters(string folder) => ReferenceFile.Read(Path.Combine(folder, "parameters.csv"), r => new ParameterRecord
    {
        Parameter = r.Required("parameter"), Name = r.Required("name"), Kind = r.Required("kind"), Dimension = r.Text("dimension"), Unit = r.Text("unit"),
        IsDefault = r.Flag("is_default", "yes"), IsBare = r.Flag("is_bare", "yes"), Categories = r.List("categories"), Cues = r.List("cues"), Values = r.List("values"),
        Levels = r.List("levels"), Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
    });

    public static List<ThresholdRecord> Thresholds(string folder) => ReferenceFile.Read(Path.Combine(folder, "thresholds.csv"), r => new ThresholdRecord
    {
        Ordinal = r.Ordinal, Paragraph = r.Required("paragraph"), Regimes = r.List("regimes"), Category = r.Required("category"), Conditions = r.Required("conditions"),
        Margin = r.Number("margin"), Asks = r.Flag("asks", "yes"), Strength = r.Number("strength"), Text = r.Required("text"), Citation = r.Required("citation"),
        Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
    });
}
