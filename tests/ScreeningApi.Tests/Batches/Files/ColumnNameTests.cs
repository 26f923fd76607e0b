using System.Globalization;
using System.Text;
using CsCheck;
using CsvHelper;
using Screening.Engine.Tests.Support;
using ScreeningApi.Batches.Files;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>The shipped synonyms, and how a name is compared with them.</summary>
public sealed class ColumnNameTests
{
    private static readonly List<(string Column, string[] Names)> Shipped = Read();

    [Fact]
    public void Every_name_of_a_column_means_one_column() =>
        Assert.All(Shipped, row => Assert.All(row.Names.Append(row.Column), name => Assert.Equal(row.Column, ColumnNames.Find(name))));

    [Fact]
    public void No_name_stands_twice()
    {
        var keys = Shipped.SelectMany(r => r.Names).Select(ColumnNames.Key).ToList();
        Assert.Equal([], keys.GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.DoesNotContain("", keys);
    }

    [Fact]
    public void A_name_is_known_without_its_accents_and_in_parts_too()
    {
        var names = Shipped.SelectMany(r => r.Names.Select(n => (r.Column, Name: n))).Where(n => n.Name.All(c => c is < '\u0250' or >= '\u1E00' and < '\u1F00')).ToList();
        Assert.All(names, n => Assert.Equal(n.Column, ColumnNames.Find(Plain(n.Name))));
        Assert.All(names, n => Assert.Equal(n.Column, ColumnNames.Find(n.Name.Normalize(NormalizationForm.FormD))));
        Assert.All(names, n => Assert.Equal(n.Column, ColumnNames.Find(n.Name.ToUpperInvariant())));
    }

    [Fact]
    public void Every_column_of_the_contract_is_called_something_in_every_script_that_is_promised()
    {
        (string Script, char From, char To)[] scripts = [("Cyrillic", '\u0400', '\u04FF'), ("Han", '\u4E00', '\u9FFF'), ("Kana or Han", '\u3040', '\u9FFF'), ("Hangul", '\uAC00', '\uD7AF'), ("Arabic", '\u0600', '\u06FF')];
        Assert.Equal(21, ColumnNames.All.Count);
        Assert.All(ColumnNames.All, column => Assert.All(scripts, s => Assert.Contains(
            Shipped.Where(r => r.Column == column).SelectMany(r => r.Names), n => n.Any(c => c >= s.From && c <= s.To))));
    }

    [Theory]
    [InlineData("HS Code", "hscode")]
    [InlineData(" H.S.-Code (6) ", "hscode6")]
    [InlineData("ＨＳコード", "hsコード")]
    [InlineData("MİKTAR", "miktar")]
    [InlineData("AÇIKLAMA", "açiklama")]
    [InlineData("%", "")]
    public void A_key_is_letters_and_digits(string name, string key) => Assert.Equal(key, ColumnNames.Key(name));

    /// <summary>The runtime's data of countries is not made from ours.</summary>
    [Fact]
    public void Every_currency_of_a_country_is_known()
    {
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName.Length == 2 && char.IsAsciiLetter(r.TwoLetterISORegionName[0]));
        Assert.Equal([], regions.Select(r => r.ISOCurrencySymbol).Where(c => c.Length == 3 && c is not "XXX" && CurrencyCodes.Find(c) is null).Distinct());
    }

    [Fact]
    public void Any_names_are_read_or_refused_with_a_reason() => Property.Holds(Gen.String.Array[0, 12], headers =>
    {
        try
        {
            var map = ColumnMap.Of(headers, []);
            Assert.Equal(headers.Length, map.Mapped.Count + map.Unknown.Count());
        }
        catch (InputFileException refused)
        {
            Assert.Equal("ambiguousColumn", refused.Code);
        }
    }, 2_000);

    [Fact]
    public void The_order_of_the_columns_changes_nothing() => Property.Holds(Gen.Shuffle(Shipped.Select(r => r.Names[0]).Concat(["HS_CODE", "HS_CODE_4", "TOTAL_VALUE_USD", "FOB_USD", "BUYER_NAME_EN", "BUYER_NAME", "EXPORTER_NAME"]).ToArray()), headers =>
    {
        var (map, sorted) = (ColumnMap.Of(headers, []), ColumnMap.Of([.. headers.Order(StringComparer.Ordinal)], []));
        Assert.Equal(sorted.Mapped, map.Mapped);
    }, 200);

    private static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Replace("ł", "l").Replace("ı", "i").Replace("ß", "ss");

    private static List<(string, string[])> Read()
    {
        var rows = new List<(string, string[])>();
        using var reader = CsvReader.FromFile(Path.Combine(Repository.Root, "src/ScreeningApi/Batches/Files/columns.csv"));
        while (reader.Read())
        {
            rows.Add((reader.GetString("column"), reader.GetString("synonyms").Split('|')));
        }

        return rows;
    }
}
