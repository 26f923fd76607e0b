using System.Text;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

public sealed class OtherPublisherTests
{
    [Fact]
    public void The_United_Nations_list_is_read_with_qualities_of_aliases_and_original_script()
    {
        var list = ListReading.Read("un-xml", new WatchlistPart("UN.xml", ListReading.Bytes(SmallLists.UnXml)));
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 0, 0, 9, 554, TimeSpan.Zero), list.Published);
        var person = list.Entries[0];
        Assert.Equal("Primary RUFUS T. FIREFLY | Strong Руфус Файрфлай | Strong Rufus Fly | Weak Rufe", person.Names());
        Assert.Equal((EntryKind.Individual, "1", "XFi.001", new DateOnly(2012, 12, 31)), (person.Kind, person.Id, person.Notice, person.ListedOn!.Value));
        Assert.Equal(["1958/1962", "1960-05-01"], person.BirthDates);
        Assert.Equal([new WatchlistAddress("Fredville, Freedonia", "XF")], person.Addresses);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", "XF")], person.Identifiers);
        Assert.Equal(["XF"], person.Nationalities);
        Assert.Equal(["Freedonia"], person.Programs);
        Assert.Equal("Primary TRENTINO OPTICS | Strong TRENTINO | Former CHICOLINI OPTICS", list.Entries[1].Names());
    }

    [Fact]
    public void The_European_list_is_read_from_its_attributes()
    {
        var list = ListReading.Read("eu-xml", new WatchlistPart("eu.xml", ListReading.Bytes(SmallLists.EuXml)));
        Assert.Equal(new DateTimeOffset(2026, 8, 5, 14, 47, 4, 449, TimeSpan.Zero), list.Published);
        var person = list.Entries[0];
        Assert.Equal("Primary Rufus T. Firefly | Strong Руфус Файрфлай | Weak Rufe | Strong R. Fly", person.Names());
        Assert.Equal(["1960-05-01", "1958/1962", "1961-04"], person.BirthDates);
        Assert.Equal(["XF"], person.Nationalities);
        Assert.Equal([new EntryIdentifier("National passport", "F1234567", "XF")], person.Identifiers);
        Assert.Equal(("1210/2003 (OJ L169); XFi.001", "http://example.org/oj", "Of Freedonia"), (person.Notice, person.Url, person.Remarks));
        Assert.Equal(["XFD"], person.Programs);
        Assert.Equal([new WatchlistAddress("Canal 5, 10, Sylvan, SYLVANIA", "XS")], list.Entries[1].Addresses);
        Assert.Equal((EntryKind.Entity, new DateOnly(2002, 6, 18)), (list.Entries[1].Kind, list.Entries[1].ListedOn!.Value));
    }

    [Fact]
    public void Rows_of_the_British_table_with_one_id_are_one_entry()
    {
        var list = ListReading.Read("uk-csv", new WatchlistPart("uk.csv", ListReading.Bytes(SmallLists.UkCsv)));
        Assert.Equal(new DateTimeOffset(2026, 6, 24, 0, 0, 0, TimeSpan.Zero), list.Published);
        Assert.Equal(["XFD0006", "XFD0007"], list.Entries.Select(e => e.Id));
        var person = list.Entries[0];
        Assert.Equal("Primary Rufus T. FIREFLY | Weak Rufus FLY | Strong Руфус Файрфлай", person.Names());
        Assert.Equal(["1945", "1958-03-01"], person.BirthDates);
        Assert.Equal(["XF", "XS"], person.Nationalities);
        Assert.Equal([new WatchlistAddress("Fredville, 1000, Freedonia", "XF")], person.Addresses);
        Assert.Equal([new EntryIdentifier("Passport", "F1234567", null), new EntryIdentifier("National identifier", "12345", null)], person.Identifiers);
        var ship = list.Entries[1];
        Assert.Equal((EntryKind.Vessel, "Chicolini Shipping"), (ship.Kind, ship.Owners.Single().Name));
        Assert.Equal([new EntryIdentifier("IMO", "9999991", null), new EntryIdentifier("Hull identification number", "HIN1", null)], ship.Identifiers);
    }

    [Fact]
    public void The_British_document_says_the_same()
    {
        var list = ListReading.Read("uk-xml", new WatchlistPart("uk.xml", ListReading.Bytes(SmallLists.UkXml)));
        Assert.Equal(new DateTimeOffset(2026, 6, 24, 0, 0, 0, TimeSpan.Zero), list.Published);
        var person = list.Entries[0];
        Assert.Equal("Primary Rufus T. FIREFLY | Weak Rufus FLY | Strong Firefly | Strong Руфус Файрфлай", person.Names());
        Assert.Equal(["1945", "1958-03-01"], person.BirthDates);
        Assert.Equal(["XF"], person.Nationalities);
        Assert.Equal([new Owner("Trentino Holding", null, null)], list.Entries[1].Owners);
        Assert.Equal("Primary DUCK SOUP", list.Entries[2].Names());
    }

    [Theory]
    [InlineData("un-xml", "<QUALITY>Good</QUALITY>", "<QUALITY>Rufe</QUALITY>")]
    [InlineData("un-xml", "<FIRST_NAME>RUFUS</FIRST_NAME>", "")]
    [InlineData("un-xml", "2012-12-31", "Fredville")]
    [InlineData("un-xml", "<DATAID>2</DATAID>", "<DATAID>1</DATAID>")]
    [InlineData("un-xml", "<ENTITIES>", "<ENTITIES><OTHER/>")]
    [InlineData("un-xml", "dateGenerated=\"2026-02-27T00:00:09.554Z\"", "dateGenerated=\"Firefly\"")]
    [InlineData("eu-xml", "code=\"person\"", "code=\"firefly\"")]
    [InlineData("eu-xml", "logicalId=\"201\"", "logicalId=\"83\"")]
    [InlineData("eu-xml", "strong=\"false\"", "strong=\"Rufe\"")]
    [InlineData("eu-xml", "designationDate=\"2002-06-18\"", "designationDate=\"Firefly\"")]
    [InlineData("eu-xml", "wholeName=\"Trentino Optics\"", "wholeName=\"\"")]
    [InlineData("eu-xml", "<subjectType code=\"enterprise\" classificationCode=\"E\"/>", "")]
    [InlineData("uk-csv", "Report Date: 24-Jun-2026", "Report Date: Firefly")]
    [InlineData("uk-csv", "Report Date: 24-Jun-2026\n", "")]
    [InlineData("uk-csv", "Name 5,Name type", "Name type,Name 5")]
    [InlineData("uk-csv", "Regime Name,Designation Type", "Designation Type,Regime Name")]
    [InlineData("uk-csv", "D.O.B,Nationality(/ies)", "Firefly,Nationality(/ies)")]
    [InlineData("uk-csv", "03/10/2017", "Firefly")]
    [InlineData("uk-csv", "XFD0007", "XFD0006")]
    [InlineData("uk-xml", "<NameType>ALias</NameType>", "<NameType>Firefly</NameType>")]
    [InlineData("uk-xml", "<UniqueID>XFD0007</UniqueID>", "<UniqueID>XFD0001</UniqueID>")]
    [InlineData("uk-xml", "<Name6>TRENTINO OPTICS</Name6>", "")]
    [InlineData("uk-xml", "<IndividualEntityShip>Ship", "<IndividualEntityShip>Duck")]
    public void What_is_not_of_the_form_is_a_fault_that_tells_no_name(string format, string sound, string damaged)
    {
        var text = SmallLists.ByFormat[format];
        Assert.Contains(sound, text, StringComparison.Ordinal);
        var fault = ListReading.Refused(format, text.Replace(sound, damaged, StringComparison.Ordinal));
        Assert.DoesNotContain("firefly", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_list_of_ones_own_has_owners_with_shares()
    {
        var entries = ListReading.Read("own-csv", SmallLists.OwnCsv);
        var company = entries[0];
        Assert.Equal("Primary Trentino Optics | Strong Trentino | Strong TO Works | Weak Tee", company.Names());
        Assert.Equal([new Owner("Rufus Firefly", null, 0.30), new Owner("f-1", "f-1", 0.5)], company.Owners);
        Assert.Equal([new EntryIdentifier("Register", "99-1", null), new EntryIdentifier("", "12345", null)], company.Identifiers);
        Assert.Equal([new WatchlistAddress("Canal 5, Sylvan, Sylvania", "XS")], company.Addresses);
        Assert.Equal(["XS", "XF"], company.Nationalities);
        Assert.Equal((new DateOnly(2026, 1, 2), new DateOnly(2027, 1, 2)), (company.ListedOn!.Value, company.ExpiresOn!.Value));
        Assert.Equal(["1960-05-01", "1958/1962"], entries[1].BirthDates);
        Assert.Equal("t-1", company.Id);
    }

    [Fact]
    public void An_owner_is_in_the_list_if_it_is_named_by_an_id() =>
        Assert.Contains("id", ListReading.Refused("own-csv", "id,name,owners\n1,Trentino,#2=0.5\n").Found, StringComparison.Ordinal);

    [Fact]
    public void Of_ones_own_list_only_the_name_is_required()
    {
        var entry = Assert.Single(ListReading.Read("own-csv", "name\nTrentino Optics\n"));
        Assert.Equal(("Primary Trentino Optics", EntryKind.Unknown), (entry.Names(), entry.Kind));
        Assert.Equal(entry.Id, ListReading.Read("own-csv", "NAME,kind\n Trentino  Optics ,entity\n").Single().Id);
    }

    [Fact]
    public void A_column_that_is_not_known_is_a_fault_that_names_the_ones_that_are()
    {
        var fault = ListReading.Refused("own-csv", "name,alias\nTrentino,T\n");
        Assert.Contains("'alias'", fault.Found, StringComparison.Ordinal);
        Assert.Contains("aliases, weak_aliases, countries", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "firm")]
    [InlineData("countries", "Nowhere")]
    [InlineData("birth_dates", "young")]
    [InlineData("listed_on", "01/02/2026")]
    [InlineData("owners", "Firefly=50%")]
    [InlineData("owners", "Firefly=1.5")]
    [InlineData("owners", "=0.5")]
    [InlineData("owners", "#=0.5")]
    public void A_value_of_ones_own_that_makes_no_sense_is_a_fault(string column, string value) =>
        Assert.Contains(column, ListReading.Refused("own-csv", $"name,{column}\nTrentino,{value}\n").Where, StringComparison.Ordinal);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Tables_may_have_the_mark_of_their_encoding(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = (byte[])[.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("name,aliases\nТрентино,Optics\n")];
        Assert.Equal("Primary Трентино | Strong Optics", ListReading.Read("own-csv", new WatchlistPart("own.csv", new MemoryStream(bytes))).Entries.Single().Names());
    }

    [Theory]
    [InlineData("6E616D650A4CE9610A")] // name, LEa with an e of Windows-1252
    [InlineData("6E616D650A4C00610A")] // a NUL
    [InlineData("FFFE6E0061006D0065000A0000D8")] // half a character at the end
    [InlineData("6E616D650A4CC3")]
    public void Bytes_that_are_no_text_are_a_fault(string hex) => ListReading.Refused("own-csv", new WatchlistPart("own.csv", new MemoryStream(Convert.FromHexString(hex))));

    [Fact]
    public void A_last_line_without_an_end_may_lack_a_part() =>
        Assert.Contains("whole", ListReading.Refused("own-csv", "name\nTrentino Opt").Expected, StringComparison.Ordinal);

    [Fact]
    public void A_format_that_is_not_known_is_named_with_those_that_are() =>
        Assert.Contains("csl-json", Assert.Throws<ArgumentException>(() => WatchlistFormats.Open("pdf", [], ListReading.Of("L"))).Message, StringComparison.Ordinal);
}
