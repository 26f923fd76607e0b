using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>What else is known of a party supports a match, or is said and changes nothing.</summary>
public sealed class PartyEvidenceTests
{
    private const string Sent = "Harrowgate Optics Kestrel";

    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;

    private static readonly WatchlistEntry Entry = Lists.Entry("1", "Harrowgate Optics") with
    {
        Addresses = [new WatchlistAddress("Unit 7, 12 Mill Lane, Oxford", "GB"), new WatchlistAddress("PO Box 4411, Jebel Ali, Dubai", "AE")],
        Nationalities = ["FR"],
        BirthDates = ["1960-05-17", "1958/1962", "1971-03"],
        Identifiers = [new EntryIdentifier("Passport", "AB-123 456", "FR")],
    };

    public static TheoryData<string, string, EvidenceBearing> Facts => new()
    {
        { "country", "GB", EvidenceBearing.Supports },
        { "country", "AE", EvidenceBearing.Supports },
        { "country", "FR", EvidenceBearing.Supports },
        { "country", "US", EvidenceBearing.Contradicts },
        { "address", "Mill Lane 12, Oxford OX1", EvidenceBearing.Supports },
        { "address", "Jebel Ali, P.O. Box 4411, Dubai, UAE", EvidenceBearing.Supports },
        { "address", "1 Church Street, Leeds", EvidenceBearing.Neutral },
        { "address", "Mill Lane, Oxford", EvidenceBearing.Neutral },
        { "birthDate", "1960-05-17", EvidenceBearing.Supports },
        { "birthDate", "1960-05", EvidenceBearing.Supports },
        { "birthDate", "1961", EvidenceBearing.Supports },
        { "birthDate", "1958-01-01", EvidenceBearing.Supports },
        { "birthDate", "1971-03-09", EvidenceBearing.Supports },
        { "birthDate", "1971-04-09", EvidenceBearing.Contradicts },
        { "birthDate", "1963", EvidenceBearing.Contradicts },
        { "identifier", "ab123456", EvidenceBearing.Supports },
    };

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_that_agrees_raises_the_strength_and_no_other_changes_it(string field, string value, EvidenceBearing bearing)
    {
        var match = Match(With(field, value));
        var evidence = Assert.Single(match.Evidence);
        Assert.Equal((field, bearing), (evidence.Field, evidence.Bearing));
        Assert.NotEmpty(evidence.Text);
        Assert.Equal(Match(new PartyQuery { Name = Sent }).Score, match.Score);
        Assert.True(bearing == EvidenceBearing.Supports ? match.Strength > match.Score : match.Strength == match.Score, $"{match.Score} {match.Strength}");
    }

    [Theory]
    [InlineData("country", "GB")]
    [InlineData("address", "Mill Lane 12, Oxford")]
    [InlineData("birthDate", "1960")]
    [InlineData("identifier", "ab123456")]
    public void Of_an_entry_that_has_no_such_fact_nothing_is_said(string field, string value)
    {
        var match = Match(With(field, value), Lists.Entry("1", "Harrowgate Optics"));
        Assert.Empty(match.Evidence);
        Assert.Equal(match.Score, match.Strength);
    }

    [Fact]
    public void More_that_is_known_never_lowers_a_strength_below_the_score() => Property.Holds(
        Gen.Select(PartyNames.Respelling, Gen.OneOf(null, "GB", "US", "FR"), Gen.OneOf(null, "Mill Lane 12, Oxford", "Leeds", "", "🚁"), Gen.OneOf(null, "1960", "1999", "no date", "", "1958/1962"), Gen.OneOf("AB123456", "", "x")),
        given =>
        {
            var (respell, country, address, birth, identifier) = given;
            var query = new PartyQuery { Name = respell("Harrowgate Optics"), Country = country, Address = address, BirthDate = birth, Identifiers = [identifier] };
            var (less, more) = (Match(new PartyQuery { Name = query.Name }), Match(query));
            Assert.Equal(less.Score, more.Score);
            Assert.InRange(more.Strength, less.Strength, 1);
        });

    [Fact]
    public void Several_facts_say_more_than_each_and_never_make_one_certain()
    {
        var all = new PartyQuery { Name = Sent, Country = "GB", Address = "Mill Lane 12, Oxford", BirthDate = "1960", Identifiers = ["AB123456"] };
        var match = Match(all);
        Assert.Equal(["country", "address", "birthDate", "identifier"], match.Evidence.Select(e => e.Field));
        Assert.All(new[] { "country", "address", "birthDate", "identifier" }, field => Assert.True(match.Strength > Match(With(field, field switch
        {
            "country" => "GB",
            "address" => "Mill Lane 12, Oxford",
            "birthDate" => "1960",
            _ => "AB123456",
        })).Strength));
        Assert.True(match.Strength < 1);
    }

    [Fact]
    public void A_fact_can_lift_a_name_above_the_cutoff()
    {
        var alone = Match(new PartyQuery { Name = Sent }).Strength;
        var options = new MatchOptions { Threshold = 1, Cutoff = alone + 0.001 };
        Assert.Empty(Find(new PartyQuery { Name = Sent }, Entry, options));
        Assert.Single(Find(new PartyQuery { Name = Sent, Country = "GB", Identifiers = ["AB123456"] }, Entry, options));
    }

    private static PartyQuery With(string field, string value) => field switch
    {
        "country" => new PartyQuery { Name = Sent, Country = value },
        "address" => new PartyQuery { Name = Sent, Address = value },
        "birthDate" => new PartyQuery { Name = Sent, BirthDate = value },
        _ => new PartyQuery { Name = Sent, Identifiers = [value] },
    };

    private static PartyMatch Match(PartyQuery query, WatchlistEntry? entry = null) => Assert.Single(Find(query, entry ?? Entry, new MatchOptions { Threshold = Names.Threshold, Cutoff = 0.3 }));

    private static ImmutableArray<PartyMatch> Find(PartyQuery query, WatchlistEntry entry, MatchOptions options) =>
        new PartyMatcher(Names).Match(query, [Watchlist.Build("A", "1", [entry], Names)], options);
}
