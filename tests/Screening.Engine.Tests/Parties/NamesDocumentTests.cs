using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Parties;

/// <summary>The rows about words of names: what is refused, and what holds of those that travel with the program.</summary>
public sealed class NamesDocumentTests
{
    private static readonly NameWordRow Trading = new(NameWordKind.Trade, "trading", "", ["trading", "Handel"], 0.2, "test", default);

    public static TheoryData<string, NamesDocument> Wrong => new()
    {
        { "name word Trade 'trading': found the weight 1.1, expected one from 0 to 1", Words(Trading with { Weight = 1.1 }) },
        { "name word Trade 'trading': found the weight -0.1, expected one from 0 to 1", Words(Trading with { Weight = -0.1 }) },
        { "name word Trade 'trading': found the weight NaN, expected one from 0 to 1", Words(Trading with { Weight = double.NaN }) },
        { "name word Trade 'trading': found no forms, expected at least one", Words(Trading with { Forms = [] }) },
        { "name word Trade 'trading': found the form '--', expected one with letters or digits", Words(Trading with { Forms = ["trading", "--"] }) },
        { "name word Trade 'trading': found the form 'handel' also under 'commerce', expected it under one word", Words(Trading, Trading with { Word = "commerce", Forms = ["HÄNDEL"] }) },
        { "name setting threshold: found it 2 times, expected it once", new() { Settings = [Setting("threshold"), Setting("cutoff"), Setting("threshold")] } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_row_that_cannot_be_used_is_refused_with_its_place(string message, NamesDocument document) =>
        Assert.Equal([message], NamesDocumentCheck.Run(document).Select(d => d.ToString()));

    public static TheoryData<NamesDocument> Right => new()
    {
        new NamesDocument(),
        Words(Trading, Trading with { Kind = NameWordKind.Surname, Word = "Handel", Forms = ["Handel"] }),
        Words(Trading, Trading with { Lang = "nl", Word = "commerce" }),
        Words(Trading, Trading with { Forms = ["trading", "Hndl"] }),
        Words(Trading with { Validity = new(null, new(2025, 12, 31)) }, Trading with { Word = "commerce", Validity = new(new(2026, 1, 1), null) }),
    };

    [Theory, MemberData(nameof(Right))]
    public void A_form_may_stand_under_other_kinds_languages_and_days(NamesDocument document) => Assert.Empty(NamesDocumentCheck.Run(document));

    [Fact]
    public void A_kind_that_nobody_knows_is_refused_with_its_place()
    {
        var refused = Assert.Throws<ReferenceDataException>(() => Compile(p => p with { NameWords = [.. p.NameWords, p.NameWords[0] with { Kind = "nickname", Word = "x" }] }));
        Assert.Contains("name word nickname 'x': found 'nickname', expected one of LegalForm, Trade, Particle, Title, GivenName, Surname, Place", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_used_keeps_the_rule_set_from_being_used()
    {
        var refused = Assert.Throws<ReferenceDataException>(() => Compile(p => p with { NameWords = [.. p.NameWords, p.NameWords[0] with { Kind = "Trade", Word = "x", Forms = ["x x x"], Weight = 2 }] }));
        Assert.Contains("name word Trade 'x': found the weight 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_set_from_before_these_tables_is_used_and_has_none()
    {
        var older = Compile(_ => new PartiesData());
        Assert.Null(older.Names);
        Assert.Empty(older.WatchlistRules.Lists);
        Assert.NotEmpty(ScreeningEngine.Screen(Ship.Goods("night vision goggles").To("RU"), older).Lines);
    }

    [Fact]
    public void The_shipped_words_come_into_the_snapshot_with_all_kinds()
    {
        var names = Shipped.Snapshot.Names!.Document;
        Assert.Equal(Shipped.Data.RuleSet.Parties.NameWords.Count, names.Words.Length);
        Assert.Empty(Enum.GetValues<NameWordKind>().Except(names.Words.Select(w => w.Kind)));
        Assert.InRange(names.Settings.Single(s => s.Key == "cutoff").Value, 0, names.Settings.Single(s => s.Key == "threshold").Value);
    }

    [Fact]
    public void No_form_stands_in_two_rows_of_one_kind()
    {
        var twice = Shipped.Snapshot.Names!.Document.Words.SelectMany(w => w.Forms.Select(f => (w.Kind, Form: CharacterFolding.Fold(f), w.Word))).Distinct()
            .GroupBy(f => (f.Kind, f.Form)).Where(g => g.Count() > 1);
        Assert.Empty(twice.Select(g => $"{g.Key.Kind} {g.Key.Form}: {string.Join(", ", g.Select(f => f.Word))}"));
    }

    [Fact]
    public void No_word_stands_in_two_rows_of_one_kind() =>
        Assert.Empty(Shipped.Snapshot.Names!.Document.Words.GroupBy(w => (w.Kind, w.Word)).Where(g => g.Count() > 1).Select(g => g.Key));

    /// <summary>What two people who write the same name may write.</summary>
    [Theory]
    [InlineData(NameWordKind.LegalForm, "Limited Liability Comp", "ООО", "GmbH", "FZE", "有限公司", "Obshchestvo s ogranichennoy otvetstvennostyu", "SIA", "S. de R.L. de C.V.")]
    [InlineData(NameWordKind.LegalForm, "JSC", "PAO", "A.Ş.", "Aktsionernoe Obshchestvo", "株式会社", "Open Joint Stock Company", "S.A. de C.V.", "شركة مساهمة")]
    [InlineData(NameWordKind.LegalForm, "FGUP", "Federal State Unitary Enterprise", "Федеральное государственное унитарное предприятие")]
    [InlineData(NameWordKind.Title, "Haji", "Hajji", "Al-Hajj", "حاجی")]
    [InlineData(NameWordKind.Trade, "trading", "Tejarat", "Ticaret", "Maoyi", "贸易", "Торговый", "تجارت")]
    [InlineData(NameWordKind.Trade, "communications", "COMM", "通信", "Svyaz")]
    [InlineData(NameWordKind.Trade, "group", "GRP", "集团", "Gruppa")]
    [InlineData(NameWordKind.Trade, "scientific production association", "NPO", "НПО", "Nauchno-proizvodstvennoe obyedinenie")]
    [InlineData(NameWordKind.GivenName, "Mohammed", "Muhammad", "Mohd", "Мухаммед", "محمد")]
    [InlineData(NameWordKind.GivenName, "Abdurrahman", "Abd al-Rahman", "Abdul Rahman", "Abderrahmane", "عبد الرحمن")]
    [InlineData(NameWordKind.GivenName, "Sergey", "Sergei", "Serhiy", "Сергей")]
    [InlineData(NameWordKind.GivenName, "Vladimir", "Volodymyr", "Владимир")]
    [InlineData(NameWordKind.GivenName, "Francisco", "Paco")]
    [InlineData(NameWordKind.GivenName, "William", "Bill")]
    [InlineData(NameWordKind.GivenName, "Chol", "Cheol", "Ch'o'l")]
    [InlineData(NameWordKind.Surname, "Zhang", "Chang", "Cheung", "张")]
    [InlineData(NameWordKind.Surname, "Lee", "Ri", "Yi", "李")]
    [InlineData(NameWordKind.Surname, "Ivanov", "Ivanova", "Иванов")]
    [InlineData(NameWordKind.Place, "Iran", "Irano", "Iranian", "ایران")]
    [InlineData(NameWordKind.Place, "St. Petersburg", "Sankt-Peterburg", "Leningrad", "Санкт-Петербург")]
    public void Spellings_of_one_thing_stand_under_one_word(NameWordKind kind, params string[] spellings) =>
        Assert.Single(spellings.Select(s => WordOf(kind, s)).Distinct());

    /// <summary>Words that a careless row would put together.</summary>
    [Theory]
    [InlineData(NameWordKind.GivenName, "Juan", "Ivan")]
    [InlineData(NameWordKind.GivenName, "Hasan", "Husayn")]
    [InlineData(NameWordKind.GivenName, "Abdul Rahman", "Abdul Rahim")]
    [InlineData(NameWordKind.Surname, "Wang", "Huang")]
    [InlineData(NameWordKind.Surname, "Liu", "Yu")]
    [InlineData(NameWordKind.Trade, "import", "export")]
    [InlineData(NameWordKind.Trade, "north", "south")]
    [InlineData(NameWordKind.Trade, "gold", "silver")]
    [InlineData(NameWordKind.Place, "North Korea", "South Korea")]
    public void Different_things_stand_under_different_words(NameWordKind kind, string one, string other) =>
        Assert.NotEqual(WordOf(kind, one), WordOf(kind, other));

    private static string WordOf(NameWordKind kind, string form) =>
        Shipped.Snapshot.Names!.Document.Words.Single(w => w.Kind == kind && w.Forms.Any(f => CharacterFolding.Fold(f) == CharacterFolding.Fold(form))).Word;

    private static NamesDocument Words(params ImmutableArray<NameWordRow> words) => new() { Words = words };

    private static NameSettingRow Setting(string key) => new(key, 0.5, "test", "test");

    private static ScreeningSnapshot Compile(Func<PartiesData, PartiesData> change) =>
        SnapshotCompiler.Compile(Shipped.Data with { RuleSet = Shipped.Data.RuleSet with { Parties = change(Shipped.Data.RuleSet.Parties) } });
}
