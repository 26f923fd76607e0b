using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Matching;

public sealed class EvidenceTests
{
    [Fact]
    public void Term_evidence_quotes_the_description_where_it_says_it_stands() => Property.Holds(
        Shipments.Description, description => AssertQuotes(description, Ship.Goods(description).To("RU").Line()), cases: 3_000, show: Texts.Shown);

    /// <summary>A place that begins late or ends early would lose the term.</summary>
    [Fact]
    public void The_quoted_words_alone_fire_the_same_rule() => Property.Holds(
        Shipments.Description,
        description =>
        {
            foreach (var piece in TermsOf(Ship.Goods(description).To("RU").Line()))
            {
                Assert.Contains(Collect(Ship.Goods(piece.Text)), e => e.Rule == piece.Rule);
            }
        },
        cases: 1_000, show: Texts.Shown);

    [Fact]
    public void Every_shipped_term_fires_its_rule()
    {
        var missed = new List<string>();
        foreach (var rule in Shipped.Snapshot.Rules.RuleRows.Where(r => r.Kind == Engine.Rules.RuleKind.Term))
        {
            foreach (var value in rule.Values)
            {
                var collected = Collect(Ship.Goods(value.Replace(" & ", " xqzt ", StringComparison.Ordinal)));
                if (!collected.Any(e => e.Rule == rule.Rule))
                {
                    missed.Add($"{rule.Rule}: {value}");
                }
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Labelled_real_descriptions_are_quoted_exactly()
    {
        if (SharedFolder.Find("data", "eval", "items_dev.csv") is not { } file)
        {
            Assert.Skip("The labelled rows are not beside this repository.");
            return;
        }

        var descriptions = ReferenceFile.Read(file, row => row.Text("description"));
        Assert.NotEmpty(descriptions);
        Assert.All(descriptions, description => AssertQuotes(description, Ship.Goods(description).To("RU").Line()));
    }

    [Fact]
    public void Code_evidence_shows_the_code_as_it_was_sent_and_points_nowhere()
    {
        var line = Ship.Goods(null, hs: "8806.23 00", eccn: "9a012").To("AE").Line();
        Assert.Contains(line.Categories.SelectMany(c => c.Evidence), e => e is { Kind: EvidenceKind.HsCode, Field: "hsCode", Text: "8806.23 00", Start: null, Length: null });
        Assert.Contains(line.Categories.SelectMany(c => c.Evidence), e => e is { Kind: EvidenceKind.Eccn, Field: "eccn", Text: "9a012", Start: null, Length: null });
    }

    [Fact]
    public void Offsets_count_UTF16_units_also_behind_characters_of_two()
    {
        var term = TermsOf(Ship.Goods("🚁🚁 quadcopter").To("AE").Line()).First();
        Assert.Equal((5, 10, "quadcopter"), (term.Start, term.Length, term.Text));
    }

    private static void AssertQuotes(string description, LineResult line)
    {
        foreach (var piece in TermsOf(line))
        {
            Assert.Equal("description", piece.Field);
            Assert.Equal(description.Substring(piece.Start!.Value, piece.Length!.Value), piece.Text);
            Assert.InRange(piece.Weight, 0, 1);
            Assert.NotEmpty(piece.Rule);
            Assert.NotEmpty(piece.Citation);
            if (piece.WeakenedBy is { } weakening)
            {
                Assert.Contains(weakening.Text, description, StringComparison.Ordinal);
                Assert.InRange(weakening.Factor, 0, 0.999);
            }
        }
    }

    private static IEnumerable<Evidence> TermsOf(LineResult line) =>
        line.Categories.SelectMany(c => c.Evidence).Where(e => e.Kind == EvidenceKind.Term);

    private static IEnumerable<Evidence> Collect(LineItem line) =>
        EvidenceCollector.Collect(line, Shipped.Snapshot.Rules, Ship.Today, MatchingScratch.OfThisThread, out _)?.Select(e => e.Evidence) ?? [];
}
