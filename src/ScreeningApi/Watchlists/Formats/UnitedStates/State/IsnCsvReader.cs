using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.State;

/// <summary>The nonproliferation sanctions of the Department of State: a row for every determination, so that a name may be in several.</summary>
internal sealed class IsnCsvReader : FormatReader
{
    private const string Former = "F.K.A. ";

    /// <summary>What stands after a comma within a name. Other names are separated by commas too, without anything to tell them apart.</summary>
    private static readonly HashSet<string> Tails = new(["Ltd", "Ltd.", "Limited", "Inc", "Inc.", "LLC", "L.L.C.", "Co.", "Corp.", "S.A.", "GmbH", "Jr.", "Sr."], StringComparer.OrdinalIgnoreCase);

    private readonly WatchlistReading _reading;
    private readonly Table _table;
    private string? _list;

    public IsnCsvReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _table = new Table(part, ',');
        _table.ReadHeader("Source List", "Programs", "Name", "Alternative Names", "Country", "Federal Register Notice", "Effective Date", "Remarks/Notes", "Web Link");
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        while (_table.Read())
        {
            yield return Entry();
        }
    }

    public override void Dispose() => _table.Dispose();

    private static IEnumerable<string> OtherNames(string? text)
    {
        string? name = null;
        foreach (var part in EntryText.Values(text, ","))
        {
            if (name is not null && !Tails.Contains(part))
            {
                yield return name;
                name = null;
            }

            name = name is null ? part : $"{name}, {part}";
        }

        if (name is not null)
        {
            yield return name;
        }
    }

    private WatchlistEntry Entry()
    {
        CheckList(_table.Required("Source List", _table["Source List"]));
        var (name, aliases) = StatedAliases.Split(_table.Required("Name", _table["Name"]));
        var date = _table.Required("Effective Date", _table["Effective Date"]);
        var draft = new EntryDraft(_reading, _table) { ListedOn = _table.Day("Effective Date", date, "M/d/yyyy"), Url = _table["Web Link"] };
        draft.Name(name, WatchlistNameKind.Primary);
        foreach (var other in aliases.Concat(OtherNames(_table["Alternative Names"])))
        {
            var isFormer = other.StartsWith(Former, StringComparison.OrdinalIgnoreCase);
            draft.Name(isFormer ? other[Former.Length..] : other, isFormer ? WatchlistNameKind.Former : WatchlistNameKind.Strong);
        }

        draft.Program(_table.Required("Programs", _table["Programs"]));
        draft.Address(_table["Country"], _table["Country"]);
        draft.Notice(_table["Federal Register Notice"]);
        draft.Remark(_table["Remarks/Notes"]);
        return draft.Build(EntryDigest.Of(name, _table["Programs"], date));
    }

    /// <summary>All rows are of one list: what differs is of another column.</summary>
    private void CheckList(string list)
    {
        _list ??= list;
        if (_list != list)
        {
            throw _table.Fault("Source List", "another list than in the first row", "the same in every row");
        }
    }
}
