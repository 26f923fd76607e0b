using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

public sealed class UnitedStatesFormatTests
{
    [Fact]
    public void The_screening_list_in_JSON_is_read_with_all_that_it_says()
    {
        var list = ListReading.Read("csl-json", new WatchlistPart("consolidated.json", ListReading.Bytes(SmallLists.CslJson)));
        Assert.Equal(new DateTimeOffset(2026, 9, 25, 4, 15, 0, TimeSpan.Zero), list.Published);
        Assert.Equal(["SDN-906", "EL-b6e9", "NS-MBS-906", "ISN-77"], list.Entries.Select(e => e.Id));
        Assert.Equal(["SDN", "EL", "NS-MBS", "ISN"], list.Entries.Select(e => e.Section));
        Assert.Equal([EntryKind.Individual, EntryKind.Unknown, EntryKind.Vessel, EntryKind.Unknown], list.Entries.Select(e => e.Kind));

        var person = list.Entries[0];
        Assert.Equal("Primary FIREFLY, Rufus T. | Strong FIREFLY, Rufus", person.Names());
        Assert.Equal([new WatchlistAddress("1 Palace Square, Fredville, 1000, XF", "XF")], person.Addresses);
        Assert.Equal(["XF", "XS"], person.Nationalities);
        Assert.Equal(["1890-10-02", "1891"], person.BirthDates);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", "XF")], person.Identifiers);
        Assert.Equal(["FREEDONIA", "SDGT"], person.Programs);
        Assert.Equal("Gender Male; President; (Linked To: TRENTINO)", person.Remarks);
        Assert.Equal("https://example.org/sdn", person.Url);

        var entity = list.Entries[1];
        Assert.Equal("For all items subject to the EAR.", entity.LicenseRequirement);
        Assert.Equal("Presumption of denial.", entity.LicensePolicy);
        Assert.Equal("76 FR 71867", entity.Notice);
        Assert.Equal((new DateOnly(2011, 11, 21), new DateOnly(2031, 11, 21)), (entity.ListedOn!.Value, entity.ExpiresOn!.Value));
        Assert.Equal(["XS", "XF"], entity.Addresses.Select(a => a.Country));

        var ship = list.Entries[2];
        Assert.Equal("Primary DUCK SOUP | Strong SOUP", ship.Names());
        Assert.Equal([new EntryIdentifier("Vessel Registration Identification IMO", "9999991", null), new EntryIdentifier("Call Sign", "XF12", null)], ship.Identifiers);
        Assert.Equal([new Owner("Chicolini Shipping", null, null)], ship.Owners);
        Assert.Equal(["XF"], ship.Nationalities);
        Assert.Equal([new WatchlistAddress("XS", "XS")], list.Entries[3].Addresses);
    }

    [Fact]
    public void The_derived_form_is_known_by_what_it_holds()
    {
        var list = ListReading.Read("csl-json", new WatchlistPart("screening-list.json", ListReading.Bytes(SmallLists.CslCompact)));
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 13, 15, 0, TimeSpan.Zero), list.Published);
        Assert.Equal(3, list.DeclaredCount);
        var entity = list.Entries[0];
        Assert.Equal("SDN-12", entity.Id);
        Assert.Equal("Primary Trentino Optics LLC | Strong Trentino", entity.Names());
        Assert.Equal(("All items", "Denial", "https://example.org/"), (entity.LicenseRequirement, entity.LicensePolicy, entity.Url));
        Assert.Equal(["A-1", "B-2"], entity.Programs);
        Assert.Equal("65 FR 1", list.Entries[1].Notice);
        Assert.NotEqual(list.Entries[1].Id, list.Entries[2].Id);
    }

    [Theory]
    [InlineData("\"entryCount\":3", "\"entryCount\":4")]
    [InlineData("\"s\":0", "\"s\":9")]
    [InlineData("\"tables\":", "\"tablets\":")]
    [InlineData("\"t\":\"Entity\"", "\"t\":\"Trentino\"")]
    [InlineData("\"a\":[\"Trentino\"],", "")]
    public void What_does_not_fit_together_in_the_derived_form_is_a_fault(string sound, string damaged) =>
        ListReading.Refused("csl-json", Replaced(SmallLists.CslCompact, sound, damaged));

    [Theory]
    [InlineData("\"alt_names\":[\"FIREFLY, Rufus\"]", "\"alt_names\":{\"a\":1}", "alt_names")]
    [InlineData("\"name\":\"Trentino Optics LLC\",", "", "name")]
    [InlineData("\"start_date\":\"2011-11-21\"", "\"start_date\":\"For all items\"", "start_date")]
    [InlineData("\"dates_of_birth\":[\"1890-10-02\"", "\"dates_of_birth\":[\"Freedonia\"", "dates_of_birth")]
    [InlineData("Entity List (EL) - Bureau", "Entity List - Bureau", "source")]
    [InlineData("\"type\":\"Vessel\"", "\"type\":\"Firefly\"", "type")]
    [InlineData("\"programs\":[\"FREEDONIA\",\"SDGT\"]", "\"programs\":[[\"FREEDONIA\"]]", "programs")]
    [InlineData("\"addresses\":[{\"address\":\"Canal 5\"", "\"addresses\":[\"Canal\",{\"address\":\"Canal 5\"", "addresses")]
    [InlineData("\"id\":\"77\",", "\"id\":\"77\",\"id\":\"78\",", "record 4")]
    [InlineData("\"id\":\"77\"", "\"id\":\"\\u0000\"", "id")]
    [InlineData("\"id\":\"77\"", "\"id\":\"\\ud800\"", "id")]
    [InlineData("{\"results\":", "{\"result\":", "consolidated.json")]
    public void A_record_that_is_not_of_the_form_is_a_fault_that_says_where(string sound, string damaged, string where)
    {
        var text = Replaced(SmallLists.CslJson, sound, damaged);
        var fault = ListReading.Refused("csl-json", new WatchlistPart("consolidated.json", ListReading.Bytes(text)));
        Assert.Contains(where, fault.Where, StringComparison.Ordinal);
        Assert.DoesNotContain("irefly", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_screening_list_as_a_table_is_read_like_the_one_in_JSON()
    {
        var entries = ListReading.Read("csl-csv", SmallLists.CslCsv);
        var person = entries[0];
        Assert.Equal("SDN-906", person.Id);
        Assert.Equal("Primary FIREFLY, Rufus T. | Strong FIREFLY, Rufus | Strong FIREFLY, R.", person.Names());
        Assert.Equal([new WatchlistAddress("1 Palace Square, Fredville, XF", "XF"), new WatchlistAddress("Canal 5, Sylvan, XS", "XS")], person.Addresses);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", "XF")], person.Identifiers);
        Assert.Equal(["1890-10-02", "1891"], person.BirthDates);
        Assert.Equal(["XF", "XS"], person.Nationalities);
        Assert.Equal("Presumption of denial.", entries[1].LicensePolicy);
        Assert.Equal(new DateOnly(2011, 11, 21), entries[1].ListedOn);
    }

    [Theory]
    [InlineData("federal_register_notice,start_date", "start_date,federal_register_notice", "start_date")]
    [InlineData("type,programs,name", "type,name,programs", "name")]
    [InlineData("_id,source", "source,_id", "source")]
    [InlineData("alt_names,", "other_names,", "header")]
    [InlineData("b6e9,Entity List", "b6e9,,Entity List", "the row")]
    public void Swapped_columns_of_a_table_are_a_fault(string sound, string damaged, string where) =>
        Assert.Contains(where, ListReading.Refused("csl-csv", Replaced(SmallLists.CslCsv, sound, damaged)).Where, StringComparison.Ordinal);

    [Fact]
    public void The_denied_persons_list_has_an_entry_for_a_name_and_an_address_for_a_row()
    {
        var entries = ListReading.Read("dpl-txt", SmallLists.DplTxt);
        Assert.Equal(["Primary RUFUS FIREFLY", "Primary TRENTINO OPTICS"], entries.Select(e => e.Names()));
        Assert.Equal(["US", "XS"], entries[0].Addresses.Select(a => a.Country));
        Assert.Equal((new DateOnly(2002, 3, 4), new DateOnly(2056, 7, 1)), (entries[0].ListedOn!.Value, entries[0].ExpiresOn!.Value));
        Assert.Equal("68 F.R. 1; 71 F.R. 3", entries[0].Notice);
        Assert.Null(entries[1].ExpiresOn);
        Assert.Equal("LIST", entries[0].Section);
        var alone = ListReading.Read("dpl-txt", string.Join('\n', SmallLists.DplTxt.Split('\n').Where(l => !l.Contains("FIREFLY", StringComparison.Ordinal))));
        Assert.Equal(entries[1].Id, Assert.Single(alone).Id);
    }

    [Theory]
    [InlineData("06/19/2003", "CANAL")]
    [InlineData("Effective_Date\"\t\"Expiration_Date", "Expiration_Date\"\t\"Standard_Order\"\t\"Effective_Date")]
    [InlineData("\"Y\"\t", "\"SYLVAN\"\t")]
    [InlineData("\"TRENTINO OPTICS\"", "\"\"")]
    [InlineData("\t\"SYLVAN\"", "")]
    [InlineData("\"CANAL 5\"", "\"CANAL 5")]
    public void A_damaged_row_of_denied_persons_is_a_fault(string sound, string damaged) => ListReading.Refused("dpl-txt", Replaced(SmallLists.DplTxt, sound, damaged));

    [Fact]
    public void Nonproliferation_sanctions_are_read_row_by_row()
    {
        var entries = ListReading.Read("isn-csv", SmallLists.IsnCsv);
        Assert.Equal("Primary Trentino Optics (Sylvan) | Strong TO | Strong Trentino Co., Ltd. | Former Chicolini Optics", entries[0].Names());
        Assert.Equal([new WatchlistAddress("North Korea", "KP")], entries[0].Addresses);
        Assert.Equal(new DateOnly(2016, 6, 28), entries[0].ListedOn);
        Assert.Equal("Primary Rufus Firefly | Strong Rufe Fly", entries[1].Names());
    }

    [Fact]
    public void Debarred_parties_have_their_aliases_within_the_name()
    {
        var entries = ListReading.Read("itar-csv", SmallLists.ItarCsv);
        Assert.Equal("Primary Firefly, Rufus | Strong Rufe Fly | Strong R. Fly", entries[0].Names());
        Assert.Equal(["1984-10"], entries[0].BirthDates);
        Assert.Equal((EntryKind.Individual, EntryKind.Unknown), (entries[0].Kind, entries[1].Kind));
        Assert.Equal("53 FR 27097; 57 FR 1", entries[0].Notice);
        Assert.Equal("Primary Trentino Trading Company, Inc.", entries[1].Names());
    }

    [Theory]
    [InlineData("isn-csv", "Source List,Programs,Name", "Name,Programs,Source List")]
    [InlineData("isn-csv", "Federal Register Notice,Effective Date", "Effective Date,Federal Register Notice")]
    [InlineData("isn-csv", "6/28/2016", "2016-28-06")]
    [InlineData("itar-csv", "Date of Birth,Notice,", "Notice,Date of Birth,")]
    [InlineData("itar-csv", "October, 1984", "Fredville")]
    public void Columns_of_States_tables_that_hold_something_else_are_a_fault(string format, string sound, string damaged) =>
        ListReading.Refused(format, Replaced(SmallLists.ByFormat[format], sound, damaged));

    private static string Replaced(string text, string sound, string damaged)
    {
        Assert.Contains(sound, text, StringComparison.Ordinal);
        return text.Replace(sound, damaged, StringComparison.Ordinal);
    }
}
