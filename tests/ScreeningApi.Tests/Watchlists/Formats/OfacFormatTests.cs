using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

public sealed class OfacFormatTests
{
    [Fact]
    public void Three_tables_make_one_list()
    {
        var entries = ListReading.Read("ofac-csv", SmallLists.Ofac()).Entries;
        Assert.Equal(["36", "173", "306"], entries.Select(e => e.Id));
        Assert.Equal([EntryKind.Entity, EntryKind.Individual, EntryKind.Vessel], entries.Select(e => e.Kind));
        Assert.Equal("Primary TRENTINO AIRLINES | Strong TRENTINO AIR | Former SYLVANIA AIR | Weak TA", entries[0].Names());
        Assert.Equal([new WatchlistAddress("Havana, Cuba", "CU")], entries[0].Addresses);
        Assert.Equal([new EntryIdentifier("Tax ID No.", "7704-11", "XS")], entries[0].Identifiers);

        var person = entries[1];
        Assert.Equal(["NPWMD", "IFSR"], person.Programs);
        Assert.Equal(["1890-10-02", "1891"], person.BirthDates);
        Assert.Equal(["XF", "XS"], person.Nationalities);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", "XF")], person.Identifiers);
        Assert.StartsWith("President; DOB 02 Oct 1890", person.Remarks, StringComparison.Ordinal);

        var ship = entries[2];
        Assert.Equal(
            [new EntryIdentifier("Call Sign", "XF12", null), new EntryIdentifier("Vessel Registration Identification IMO", "9999991", null), new EntryIdentifier("MMSI", "123456789", null)],
            ship.Identifiers);
        Assert.Equal([new Owner("Chicolini Shipping", null, null)], ship.Owners);
    }

    [Fact]
    public void Three_tables_may_come_in_an_archive_and_in_any_order()
    {
        var archive = SmallLists.Zipped(("a/ALT.CSV", SmallLists.OfacAliases + "\u001A"), ("ADD.CSV", SmallLists.OfacAddresses + "\u001A"), ("SDN.CSV", SmallLists.OfacEntries + "\u001A"));
        Assert.Equal(3, ListReading.Read("ofac-csv", new WatchlistPart("sdn.zip", new MemoryStream(archive))).Entries.Count);
        var document = SmallLists.Zipped(("SDN.XML", SmallLists.OfacXml));
        Assert.Equal(2, ListReading.Read("ofac-xml", new WatchlistPart("sdn_xml.zip", new MemoryStream(document))).Entries.Count);
    }

    [Fact]
    public void An_archive_that_is_cut_or_changed_is_a_fault()
    {
        var archive = SmallLists.Zipped(("SDN.XML", SmallLists.OfacXml));
        for (var length = 4; length < archive.Length; length += 7)
        {
            ListReading.Refused("ofac-xml", new WatchlistPart("sdn.zip", new MemoryStream(archive[..length])));
        }

        for (var at = 60; at < archive.Length - 120; at += 11)
        {
            var changed = (byte[])archive.Clone();
            changed[at] ^= 0x10;
            ListReading.Refused("ofac-xml", new WatchlistPart("sdn.zip", new MemoryStream(changed)));
        }
    }

    [Fact]
    public void Without_its_last_line_a_table_was_cut_off() =>
        Assert.Contains("1A", ListReading.Refused("ofac-csv", SmallLists.Ofac(end: "")).Found, StringComparison.Ordinal);

    [Theory]
    [InlineData("173,\"FIREFLY", "174,\"FIREFLY")]
    [InlineData("\"individual\"", "\"firefly\"")]
    [InlineData("36,\"TRENTINO AIRLINES\",-0- ,\"CUBA\"", "36,-0- ,\"TRENTINO AIRLINES\",\"CUBA\"")]
    [InlineData("36,\"TRENTINO AIRLINES\"", "\"TRENTINO AIRLINES\",36")]
    [InlineData("306,\"DUCK", "173,\"DUCK")]
    [InlineData("\"vessel\",\"CUBA\",", "\"vessel\",")]
    [InlineData("\"DUCK SOUP\"", "\"DUCK \"SOUP\"")]
    public void A_damaged_table_of_entries_is_a_fault(string sound, string damaged)
    {
        Assert.Contains(sound, SmallLists.OfacEntries, StringComparison.Ordinal);
        var fault = ListReading.Refused("ofac-csv", SmallLists.Ofac(SmallLists.OfacEntries.Replace(sound, damaged, StringComparison.Ordinal)));
        Assert.DoesNotContain("firefly", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Rows_after_the_end_and_parts_that_are_missing_or_twice_are_faults()
    {
        ListReading.Refused("ofac-csv", SmallLists.Ofac(end: "\u001A\r\n1,2,3\r\n"));
        ListReading.Refused("ofac-csv", SmallLists.Ofac()[..2]);
        ListReading.Refused("ofac-csv", SmallLists.Ofac(addresses: SmallLists.OfacAliases));
        ListReading.Refused("ofac-csv", SmallLists.Ofac(aliases: ""));
        ListReading.Refused("ofac-csv", [.. SmallLists.Ofac(), .. SmallLists.Ofac()[..1]]);
        ListReading.Refused("ofac-csv");
    }

    [Fact]
    public void The_document_says_which_aliases_are_weak()
    {
        var list = ListReading.Read("ofac-xml", new WatchlistPart("SDN.XML", ListReading.Bytes(SmallLists.OfacXml)));
        Assert.Equal((new DateTimeOffset(2026, 9, 10, 0, 0, 0, TimeSpan.Zero), 2), (list.Published!.Value, list.DeclaredCount!.Value));
        var person = list.Entries[0];
        Assert.Equal("Primary FIREFLY, Rufus T. | Strong FIREFLY, Rufus | Weak RUFE | Former WORM", person.Names());
        Assert.Equal([new WatchlistAddress("1 Palace Square, Fredville, 1000, Freedonia", "XF")], person.Addresses);
        Assert.Equal(["XF", "XS"], person.Nationalities);
        Assert.Equal(["1958/1962"], person.BirthDates);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", "XF")], person.Identifiers);
        Assert.Equal((EntryKind.Vessel, "XF"), (list.Entries[1].Kind, list.Entries[1].Nationalities.Single()));
    }

    [Theory]
    [InlineData("<Record_Count>2", "<Record_Count>3")]
    [InlineData("<Publish_Date>09/10/2026", "<Publish_Date>2")]
    [InlineData("<category>weak</category>", "<category>Fredville</category>")]
    [InlineData("<uid>306</uid>", "<uid>173</uid>")]
    [InlineData("<uid>306</uid>", "")]
    [InlineData("<lastName>DUCK SOUP</lastName>", "<lastName/>")]
    [InlineData("<lastName>DUCK SOUP</lastName>", "<lastName>DUCK</lastName><lastName>SOUP</lastName>")]
    [InlineData("<lastName>DUCK SOUP</lastName>", "<lastName><part>DUCK</part></lastName>")]
    [InlineData("<akaList>", "<akaList>FIREFLY")]
    [InlineData("<sdnEntry><uid>306</uid>", "<entry/><sdnEntry><uid>306</uid>")]
    [InlineData("sdnList", "list")]
    [InlineData("</publshInformation>", "</publshInformation>Firefly")]
    public void A_damaged_document_is_a_fault(string sound, string damaged)
    {
        Assert.Contains(sound, SmallLists.OfacXml, StringComparison.Ordinal);
        var fault = ListReading.Refused("ofac-xml", SmallLists.OfacXml.Replace(sound, damaged, StringComparison.Ordinal));
        Assert.DoesNotContain("firefly", fault.Message, StringComparison.OrdinalIgnoreCase);
    }
}
