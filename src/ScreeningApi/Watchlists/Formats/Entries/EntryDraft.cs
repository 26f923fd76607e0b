using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>An entry while its record, or its records, are read.</summary>
internal sealed class EntryDraft(WatchlistReading reading, SourceRecord source)
{
    private readonly List<WatchlistName> _names = [];
    private readonly DistinctList<WatchlistAddress> _addresses = new();
    private readonly DistinctList<string> _nationalities = new();
    private readonly DistinctList<EntryIdentifier> _identifiers = new();
    private readonly DistinctList<string> _birthDates = new();
    private readonly DistinctList<string> _programs = new();
    private readonly DistinctList<string> _remarks = new();
    private readonly DistinctList<string> _notices = new();
    private readonly DistinctList<Owner> _owners = new();

    public EntryKind Kind { get; set; }

    public string Section { get; set; } = reading.ListCode;

    public string? LicenseRequirement { get; set; }

    public string? LicensePolicy { get; set; }

    public string? Url { get; set; }

    public DateOnly? ListedOn { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public bool HasNames => _names.Count > 0;

    /// <summary>The first one is the primary name, whatever the publisher calls it.</summary>
    public void Name(string? text, WatchlistNameKind kind)
    {
        if (EntryText.Clean(text) is { } name)
        {
            _names.Add(new WatchlistName(name, _names.Count == 0 ? WatchlistNameKind.Primary : kind));
            Check(_names.Count, "names", FormatBounds.NamesOfEntry);
        }
    }

    /// <summary>For publishers that say a name again in every row.</summary>
    public void NameOnce(string? text, WatchlistNameKind kind)
    {
        var name = EntryText.Clean(text);
        if (!_names.Exists(n => n.Text == name))
        {
            Name(name, kind);
        }
    }

    /// <param name="country">As the publisher wrote it.</param>
    public void Address(string? text, string? country)
    {
        if (text is not null || country is not null)
        {
            Add(_addresses, new WatchlistAddress(text ?? country!, CodeOf(country)));
        }
    }

    /// <param name="country">As the publisher wrote it; what is not understood is left out.</param>
    public void Nationality(string? country)
    {
        if (CodeOf(country) is { } code)
        {
            Add(_nationalities, code);
        }
    }

    public void Identifier(string? kind, string? value, string? country)
    {
        if (value is not null)
        {
            Add(_identifiers, ImoNumber.Told(new EntryIdentifier(kind ?? "", value, CodeOf(country))));
        }
    }

    public void BirthDate(string? text)
    {
        if (text is not null)
        {
            Add(_birthDates, text);
        }
    }

    public void Program(string? program) => AddText(_programs, program);

    public void Remark(string? text) => AddText(_remarks, text);

    public void Notice(string? notice) => AddText(_notices, notice);

    public void Owner(string? name, string? entryId, double? share)
    {
        if (name is not null)
        {
            Add(_owners, new Owner(name, entryId, share));
        }
    }

    public string? CodeOf(string? country) => country is null ? null : reading.CountryCode(country);

    public WatchlistEntry Build(string id) => new()
    {
        Id = id,
        Section = Section,
        Kind = Kind,
        Names = HasNames ? [.. _names] : throw source.Fault("name", "no name", "at least one name of every entry"),
        Addresses = _addresses.ToImmutable(),
        Nationalities = _nationalities.ToImmutable(),
        Identifiers = _identifiers.ToImmutable(),
        BirthDates = _birthDates.ToImmutable(),
        Programs = _programs.ToImmutable(),
        LicenseRequirement = LicenseRequirement,
        LicensePolicy = LicensePolicy,
        Remarks = _remarks.Count == 0 ? null : string.Join("; ", _remarks.ToImmutable()),
        Url = Url,
        Notice = _notices.Count == 0 ? null : string.Join("; ", _notices.ToImmutable()),
        ListedOn = ListedOn,
        ExpiresOn = ExpiresOn,
        Owners = _owners.ToImmutable(),
    };

    private void AddText(DistinctList<string> list, string? text)
    {
        if (text is not null)
        {
            Add(list, text);
        }
    }

    private void Add<T>(DistinctList<T> list, T value)
    {
        list.Add(value);
        Check(list.Count, "values of a field", FormatBounds.ValuesOfEntry);
    }

    private void Check(int count, string what, int bound)
    {
        if (count > bound)
        {
            throw source.Fault("the entry", $"more than {bound} {what}", $"at most {bound}");
        }
    }
}
