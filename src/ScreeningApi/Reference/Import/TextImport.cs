using ScreeningApi.Reference.Import.Acts;
using ScreeningApi.Reference.Import.Ecfr;

namespace ScreeningApi.Reference.Import;

/// <summary>Reads the texts as their publishers give them, and lays them over the data.</summary>
internal static class TextImport
{
    public static readonly IReadOnlyList<int> Parts = [CountryChartText.Part, CountryGroupText.Part, TariffSupplement.Part, ControlListText.Part];

    /// <summary>Parts of title 15 of the eCFR; without a choice all that are in the file and known.</summary>
    public static ImportOutcome Ecfr(string file, IReadOnlyCollection<int> parts, ReferenceData data, ImportTerms terms)
    {
        var outcome = new ImportOutcome(data);
        using var stream = Open(file, EcfrReader.MaxCharacters);
        using var reader = new EcfrReader(stream);
        var found = new HashSet<int>();
        foreach (var supplement in reader.Read((part, number) => (parts.Count == 0 || parts.Contains(part)) && IsRead(part, number)))
        {
            found.Add(supplement.Part);
            Apply(supplement, outcome, terms);
        }

        outcome.Notices.AddRange(parts.Except(found).Select(p => new Notice($"part {p}", "found no supplement that is read, expected <DIV9 N=\"Supplement No. 1 to Part ...\">", IsGap: true)));
        return found.Count > 0 ? outcome : throw new ReferenceFileException(
            $"{Path.GetFileName(file)}: found no supplement to part {string.Join(", ", parts.Count > 0 ? parts : Parts)}, expected elements such as <DIV9 N=\"Supplement No. 1 to Part 738\" TYPE=\"APPENDIX\">");
    }

    /// <summary>An annex or schedule with codes of goods, in HTML, or as rows when the file is CSV.</summary>
    public static ImportOutcome Act(string file, string list, string? heading, ReferenceData data, ImportTerms terms)
    {
        var known = ListingText.Find(data, list) is { Tier: "" } found ? found : throw new ReferenceFileException(
            $"--list: found '{list}', expected one of {string.Join(", ", data.RuleSet.Lists.Where(l => l.Tier.Length == 0).Select(l => l.List))}");
        var wanted = heading is null ? ActHeading.OfList(list) : ActHeading.Parse(heading) ?? throw new ReferenceFileException($"--heading: found '{heading}', expected such as 'ANNEX II' or 'SCHEDULE 3E'");
        using var stream = Open(file, ActReader.MaxBytes);
        using var text = new StreamReader(stream);
        var tables = Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ActList.OfCsv(text) : ActReader.Read(text.ReadToEnd());
        var outcome = new ImportOutcome(data);
        outcome.Apply(ReferenceTables.Listings($"listings of {list}", [list]), ActList.Read(tables, known, wanted), terms);
        return outcome;
    }

    /// <summary>A file in the form of one in db/reference.</summary>
    public static ImportOutcome Csv(string file, string table, ReferenceData data, ImportTerms terms)
    {
        var isListings = table.StartsWith(ReferenceTables.ListingsFolder, StringComparison.Ordinal);
        if (!isListings && ReferenceTables.All.All(t => t.Name != table) || isListings && !File.Exists(Path.Combine(ReferenceFolder.Shipped, table + ".csv")))
        {
            throw new ReferenceFileException($"--table: found '{table}', expected one of {string.Join(", ", ReferenceTables.All.Select(t => t.Name).Order(StringComparer.Ordinal))}, or listings/NAME");
        }

        using (Open(file, ActReader.MaxBytes))
        {
            var read = CsvTable.ReadOver(file, table);
            var outcome = new ImportOutcome(data);
            CsvImport.Apply(table, read, ListsIn(file, isListings), outcome, terms with { RowsNameTheirSource = true });
            return outcome;
        }
    }

    /// <summary>The lists that a file of goods speaks of; the others keep their rows.</summary>
    private static HashSet<string> ListsIn(string file, bool isListings) =>
        isListings ? [.. ReferenceFile.Read(file, r => r.Required("list"))] : [];

    private static bool IsRead(int part, int number) => (part, number) is (CountryChartText.Part, CountryChartText.Supplement)
        or (CountryGroupText.Part, CountryGroupText.Supplement) or (ControlListText.Part, ControlListText.Supplement) or (TariffSupplement.Part, _);

    private static void Apply(EcfrSupplement supplement, ImportOutcome outcome, ImportTerms terms)
    {
        switch (supplement.Part)
        {
            case CountryChartText.Part:
                outcome.Apply(ReferenceTables.CountryChart, CountryChartText.Read(supplement, outcome.Data), terms);
                break;
            case CountryGroupText.Part:
                outcome.Apply(ReferenceTables.CountryGroups, CountryGroupText.Read(supplement, outcome.Data), terms);
                break;
            case ControlListText.Part:
                var entries = ControlListReader.Read(supplement).Entries;
                outcome.Apply(ReferenceTables.UnitedStatesControls, ControlListText.Read(supplement, outcome.Data), terms);
                outcome.Apply(LicensingTables.ControlReasons, ParagraphText.Reasons(entries, outcome.Data), terms);
                outcome.Apply(LicensingTables.ControlExceptions, ParagraphText.Exceptions(entries, outcome.Data), terms);
                break;
            default:
                if (TariffSupplement.Read(supplement, outcome.Data) is { } reading)
                {
                    var list = TariffSupplement.ListOf(supplement);
                    outcome.Apply(ReferenceTables.Listings($"listings of {list}", [list]), reading, terms);
                }

                break;
        }
    }

    private static FileStream Open(string file, long most) => new FileInfo(file) is { Exists: true, Length: var length } && length > most
        ? throw new ReferenceFileException($"{Path.GetFileName(file)}: found {length} bytes, expected at most {most}")
        : File.OpenRead(file);
}
